// The edits that give operations their deadlines. All other text stays.
import type { DeadlineForm } from '../../core/deadlines.ts';
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { operationsOf } from '../../facts/operations.ts';
import { linkParents, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { prefixOrder, suffixOrder } from '../await-text.ts';
import { ImportRequests } from '../imports.ts';
import { ownRuntime } from './own-runtime.ts';
import { combinedEdits, insert, optionEdits, type OptionWriting } from './option-edits.ts';
import { placementOf, type Placement } from './placement.ts';

/** What a decision about a deadline says to the rewriter. */
export interface DeadlineData extends Record<string, unknown> {
  readonly ms: number;
  /** The name of the constant that holds the value; at the call when left out. */
  readonly constant?: string;
  /** A race around the promise, whatever the call is. */
  readonly race?: true;
}

export const isDeadlines = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'deadline');

interface Writing extends OptionWriting {
  readonly imports: ImportRequests;
}

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteDeadlines(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const names = new NameUses(ast.program);
  const lang = /^tsx?$/.test(file.dialect) ? 'ts' : 'js';
  const style = detectStyle(text);
  const imports = new ImportRequests({ text, program: ast.program, style, moduleKind: file.moduleKind, lang });
  const operations = new Map(operationsOf(ast.program, { names, named: [], runtime: ownRuntime(text, ast.program, style, lang) }).map((each) => [spanKey(each.node), each]));
  const writing: Writing = { text, comments: ast.comments ?? [], names, imports };
  const groups: EditGroup[] = decisions.filter(({ verdict }) => verdict === 'deadline').map((decision) => {
    const data = decision.data as DeadlineData;
    const operation = operations.get(spanKey(decision.span));
    const placement: ReturnType<typeof placementOf> = data.race ? { kind: 'race' } : operation ? placementOf(operation, names, text) : { code: '', to: 'it is not there' };
    if ('code' in placement) throw new Error(`${decision.name} was to get a deadline: ${placement.to}`);
    const value = data.constant === undefined ? String(data.ms) : imports.constant(data.constant, String(data.ms));
    const node = data.race ? { start: decision.span.start, end: decision.span.end } : operation!.node;
    return { decision: decision.id, edits: editsOf(placement, node as Node, value, writing) };
  });
  const added = imports.edits().edits;
  if (added.length > 0) groups[0] = { ...groups[0]!, edits: [...groups[0]!.edits, ...added.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

function editsOf(placement: Placement, node: Node, value: string, writing: Writing): Edit[] {
  const { names, imports } = writing;
  const wrap = (head: string, tail: string): Edit[] => [insert(node.start, head, prefixOrder(node)), insert(node.end, tail, suffixOrder(node) + 0.5)];
  switch (placement.kind) {
    case 'race': return wrap(`${imports.runtime('withDeadline')}(`, `, ${value})`);
    case 'combine': return combinedEdits(placement, node, { runtime: imports.runtime('withSignal'), second: value }, writing);
    default: return optionEdits(placement, node, optionText(placement.option, value, names), writing);
  }
}

/** `signal: AbortSignal.timeout(5000)` */
function optionText(option: string, value: string, names: NameUses): string {
  if (option === 'timeout' satisfies DeadlineForm['by']) return `timeout: ${value}`;
  const isHidden = [...names.bindings.values()].some((binding) => binding?.name === 'AbortSignal');
  return `signal: ${isHidden ? 'globalThis.' : ''}AbortSignal.timeout(${value})`;
}
