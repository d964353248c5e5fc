// The edits of add-cancellation: parameters, arguments, options of operations, and looks at the signal in loops and handlers.
import { signalFunction } from '../../apis/signals.ts';
import type { SignalData } from '../../core/cancellation.ts';
import type { GroupData } from '../../core/groups.ts';
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { operationsOf, type Operation } from '../../facts/operations.ts';
import { linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { prefixOrder, suffixOrder } from '../await-text.ts';
import { argumentEdits, combinedEdits, insert, optionEdits, propertyEdits, type OptionWriting } from '../deadlines/option-edits.ts';
import { ownRuntime } from '../deadlines/own-runtime.ts';
import { awaitEdits, groupEdits } from '../groups/write-groups.ts';
import { ImportRequests } from '../imports.ts';
import { signalPlacement } from './signal-placement.ts';
import { parameterEdits } from './write-parameter.ts';

export const isCancelling = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'cancel' || verdict === 'pass-signal');

/** Decisions of structured-concurrency: groups, and awaits that missing-await would have refused. */
export const isStructured = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict, transform }) => verdict === 'group' || (verdict === 'add-await' && transform === 'structured-concurrency'));

const WRITTEN = /^(?:cancel|pass-signal|group|add-await)$/;

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
  const groups: EditGroup[] = decisions.filter(({ verdict }) => WRITTEN.test(verdict)).map((decision) => ({ decision: decision.id, edits: editsOf(decision, writing) }));
  const added = imports.edits().edits;
  const first = decisions.findIndex(({ data, verdict }) => verdict === 'group' || data?.['kind'] === 'operation' || data?.['kind'] === 'request' || data?.['kind'] === 'process');
  const owner = groups[Math.max(0, first)]!;
  if (added.length > 0) groups[groups.indexOf(owner)] = { ...owner, edits: [...owner.edits, ...added.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

function editsOf(decision: Decision, writing: Writing): Edit[] {
  const node = writing.nodes.get(spanKey(decision.span));
  if (!node) throw new Error(`${decision.name} is not there`);
  if (decision.verdict === 'group') return groupEdits(node, decision.data as unknown as GroupData, writing.imports, writing.text);
  if (decision.verdict === 'add-await') return awaitEdits(node);
  const data = decision.data as unknown as SignalData;
  const option = data.name === 'signal' ? 'signal' : `signal: ${data.name}`;
  switch (data.kind) {
    case 'parameter': return parameterEdits(node, data.name, data.form, writing);
    case 'argument': return givenEdits(node, data.index, option, writing);
    case 'loop': return headOf(node['body'], data.name, writing);
    case 'catch': return headOf(node['body'], data.name, writing);
    case 'operation': {
      const operation = writing.operations.get(spanKey(decision.span));
      const placement = operation ? signalPlacement(operation, writing.names, writing.text) : { code: '', to: 'it is not there' };
      if ('code' in placement) throw new Error(`${decision.name} was to get a signal: ${placement.to}`);
      if (placement.kind === 'combine') return combinedEdits(placement, node, { runtime: writing.imports.runtime('withSignals'), second: data.name }, writing);
      return optionEdits(placement, node, option, writing);
    }
    case 'request': return requestEdits(node, data, writing);
    case 'process': return processEdits(node, data, writing);
  }
}

/** The options of a call with one more property, or options behind its arguments. */
function givenEdits(call: Node, index: number, option: string, writing: Writing): Edit[] {
  const given = (call['arguments'] as Node[])[index];
  return given ? propertyEdits(given, option, writing) : argumentEdits(call, index - call['arguments'].length, `{ ${option} }`, writing.text);
}

/** The body of a handler with a signal, and a `try` around it. Its lines stay as they are. */
function requestEdits(fn: Node, { name, response }: SignalData & { kind: 'request' }, { text, imports, semicolon }: Writing): Edit[] {
  const body: Node = fn['body'];
  const declared = `const ${name} = ${imports.runtime('disconnectSignal')}(${response})`;
  const caught = `catch (error) { ${imports.runtime('throwUnlessAborted')}(error, ${name}); }`;
  const [first] = body['body'] as Node[];
  const gap = /^\s*/.exec(text.slice(body.start + 1))![0];
  if (!first || !gap.includes('\n')) return [insert(body.start + 1, ` ${declared}; try {`), insert(body.end - 1, `} ${caught} `)];
  const eol = gap.startsWith('\r') ? '\r\n' : '\n';
  const indent = /[^\n]*$/.exec(text.slice(0, first.start))![0].match(/^\s*/)![0];
  const closing = text.lastIndexOf('\n', body.end - 1) + 1;
  const isOwnLine = text.slice(closing, body.end - 1).trim() === '';
  return [insert(body.start + 1, `${eol}${indent}${declared}${semicolon}${eol}${indent}try {`), isOwnLine ? insert(closing, `${indent}} ${caught}${eol}`) : insert(body.end - 1, `} ${caught} `)];
}

/** `withProcessSignals((signal) => main({ signal }))` */
function processEdits(call: Node, { name, index }: SignalData & { kind: 'process' }, writing: Writing): Edit[] {
  const option = name === 'signal' ? name : `signal: ${name}`;
  const head = `${writing.imports.runtime('withProcessSignals')}((${name}) => `;
  return [insert(call.start, head, prefixOrder(call)), ...givenEdits(call, index, option, writing), insert(call.end, ')', suffixOrder(call) + 0.5)];
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
