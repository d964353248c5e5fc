// The edits of add-cancellation: parameters, arguments, options of operations, and looks at the signal in loops and handlers.
import { signalFunction } from '../../apis/signals.ts';
import type { SignalData } from '../../core/cancellation.ts';
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { operationsOf, type Operation } from '../../facts/operations.ts';
import { linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { argumentEdits, combinedEdits, insert, optionEdits, propertyEdits, type OptionWriting } from '../deadlines/option-edits.ts';
import { ownRuntime } from '../deadlines/own-runtime.ts';
import { ImportRequests } from '../imports.ts';
import { signalPlacement } from './signal-placement.ts';
import { parameterEdits } from './write-parameter.ts';

export const isCancelling = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'cancel' || verdict === 'pass-signal');

interface Writing extends OptionWriting {
  readonly imports: ImportRequests;
  readonly isTyped: boolean;
  readonly semicolon: string;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly operations: ReadonlyMap<string, Operation>;
}

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteSignals(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const names = new NameUses(ast.program);
  const isTyped = /^tsx?$/.test(file.dialect);
  const lang = isTyped ? 'ts' : 'js';
  const style = detectStyle(text);
  const imports = new ImportRequests({ text, program: ast.program, style, moduleKind: file.moduleKind, lang });
  const operations = operationsOf(ast.program, { names, named: [], runtime: ownRuntime(text, ast.program, style, lang), functions: signalFunction });
  const wanted = new Set(decisions.map(({ span }) => spanKey(span)));
  const nodes = new Map<string, Node>();
  walk(ast.program, (node) => {
    const key = spanKey(node);
    // an expression statement without a semicolon is as long as its call
    if (wanted.has(key) && !nodes.has(key) && !/^(?:ExpressionStatement|ObjectProperty|Program)$/.test(node.type)) nodes.set(key, node);
  });
  const writing: Writing = { text, comments: ast.comments ?? [], names, imports, isTyped, semicolon: style.semicolons ? ';' : '', nodes, operations: new Map(operations.map((each) => [spanKey(each.node), each])) };
  const groups: EditGroup[] = decisions.filter(({ verdict }) => verdict === 'cancel' || verdict === 'pass-signal').map((decision) => ({ decision: decision.id, edits: editsOf(decision, writing) }));
  const added = imports.edits().edits;
  const first = decisions.findIndex(({ data }) => data?.['kind'] === 'operation');
  const owner = groups[Math.max(0, first)]!;
  if (added.length > 0) groups[groups.indexOf(owner)] = { ...owner, edits: [...owner.edits, ...added.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

function editsOf(decision: Decision, writing: Writing): Edit[] {
  const data = decision.data as unknown as SignalData;
  const node = writing.nodes.get(spanKey(decision.span));
  if (!node) throw new Error(`${decision.name} is not there`);
  const option = data.name === 'signal' ? 'signal' : `signal: ${data.name}`;
  switch (data.kind) {
    case 'parameter': return parameterEdits(node, data.name, data.form, writing);
    case 'argument': {
      const given = (node['arguments'] as Node[])[data.index];
      return given ? propertyEdits(given, option, writing) : argumentEdits(node, data.index - node['arguments'].length, `{ ${option} }`, writing.text);
    }
    case 'loop': return headOf(node['body'], data.name, writing);
    case 'catch': return headOf(node['body'], data.name, writing);
    case 'operation': {
      const operation = writing.operations.get(spanKey(decision.span));
      const placement = operation ? signalPlacement(operation, writing.names, writing.text) : { code: '', to: 'it is not there' };
      if ('code' in placement) throw new Error(`${decision.name} was to get a signal: ${placement.to}`);
      if (placement.kind === 'combine') return combinedEdits(placement, node, { runtime: writing.imports.runtime('withSignals'), second: data.name }, writing);
      return optionEdits(placement, node, option, writing);
    }
    case 'request': case 'process': throw new Error(`no edits for ${data.kind}`);
  }
}

/** `signal?.throwIfAborted();` as the first statement of a block, or before a single statement, which gets braces. */
function headOf(body: Node, name: string, { text, semicolon }: Writing): Edit[] {
  const check = `${name}?.throwIfAborted()`;
  if (body.type !== 'BlockStatement') return [insert(body.start, `{ ${check}; `), insert(body.end, ' }')];
  const [first] = body['body'] as Node[];
  if (!first) return [insert(body.start + 1, ` ${check}${semicolon} `.slice(0, /^\s/.test(text[body.start + 1]!) ? -1 : undefined))];
  const gap = /^\s*/.exec(text.slice(body.start + 1))![0];
  const line = text.lastIndexOf('\n', first.start - 1) + 1;
  if (!gap.includes('\n')) return [insert(body.start + 1, ` ${check};`)];
  const indent = text.slice(line, first.start).trim() === '' ? text.slice(line, first.start) : (/[^\n]*$/.exec(gap)?.[0] ?? '');
  return [insert(body.start + 1, `${gap.startsWith('\r') ? '\r\n' : '\n'}${indent}${check}${semicolon}`)];
}
