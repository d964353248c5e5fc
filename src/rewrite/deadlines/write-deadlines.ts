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
import { placementOf, type Placement } from './placement.ts';

/** What a decision about a deadline says to the rewriter. */
export interface DeadlineData extends Record<string, unknown> {
  readonly ms: number;
  /** The name of the constant that holds the value; at the call when left out. */
  readonly constant?: string;
  /** A race around the promise, whatever the call is. */
  readonly race?: true;
}

const insert = (at: number, text: string, order = 0): Edit => ({ span: { start: at, end: at }, text, order });

export const isDeadlines = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'deadline');

interface Writing {
  readonly text: string;
  readonly comments: readonly Node[];
  readonly names: NameUses;
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
  const { text, names, imports } = writing;
  const wrap = (head: string, tail: string): Edit[] => [insert(node.start, head, prefixOrder(node)), insert(node.end, tail, suffixOrder(node) + 0.5)];
  switch (placement.kind) {
    case 'race': return wrap(`${imports.runtime('withDeadline')}(`, `, ${value})`);
    case 'combine': return combined(placement, node, value, writing, wrap);
    case 'property': return propertyEdits(placement.object, optionText(placement.option, value, names), writing);
    case 'append': {
      const args = node['arguments'] as Node[];
      const added = [...Array.from({ length: placement.fill }, () => 'undefined'), `{ ${optionText(placement.option, value, names)} }`].join(', ');
      const last = args.at(-1);
      return [last ? insert(endOf(last, text), `, ${added}`) : insert(node.end - 1, added)];
    }
    case 'replace': {
      const { argument, keep, spread, option } = placement;
      const option_ = optionText(option, value, names);
      const given = text.slice(argument.start, argument.end);
      const inner = keep !== undefined ? `${keep}: ${given}, ${option_}` : spread ? `${option_}, ...${given}` : option_;
      return [{ span: { start: argument.start, end: argument.end }, text: `{ ${inner} }` }];
    }
  }
}

/** `signal: AbortSignal.timeout(5000)` */
function optionText(option: string, value: string, names: NameUses): string {
  if (option === 'timeout' satisfies DeadlineForm['by']) return `timeout: ${value}`;
  const isHidden = [...names.bindings.values()].some((binding) => binding?.name === 'AbortSignal');
  return `signal: ${isHidden ? 'globalThis.' : ''}AbortSignal.timeout(${value})`;
}

/** The end of an argument with parentheses of its own. */
function endOf(node: Node, text: string): number {
  let end = node.end;
  if (node['extra']?.parenthesized) end = text.indexOf(')', end) + 1;
  return end;
}

/** One property more: the last one, but before whatever is spread, which goes on to count. */
function propertyEdits(object: Node, property: string, { text, comments }: Writing): Edit[] {
  const there = object['properties'] as Node[];
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last) return [insert(object.start + 1, ` ${property} `.slice(0, /^\s/.test(text[object.start + 1]!) ? -1 : undefined))];
  const isSpread = there.some(({ type }) => type === 'SpreadElement');
  const line = text.lastIndexOf('\n', last.start - 1) + 1;
  const isOwnLine = text.slice(line, last.start).trim() === '';
  const gap = isOwnLine ? `${text[line - 2] === '\r' ? '\r\n' : '\n'}${text.slice(line, last.start)}` : ' ';
  // a comment behind the last property is about that one
  const isCommented = comments.some(({ start }) => start >= last.end && start < object.end && !text.slice(last.end, start).includes('\n'));
  if (isSpread) return [insert(first.start, `${property},${isOwnLine && text.slice(object.start, first.start).includes('\n') ? gap : ' '}`)];
  return isCommented ? [insert(last.start, `${property},${gap}`)] : [insert(last.end, `,${gap}${property}`)];
}

function combined({ own, isShorthand }: Placement & { kind: 'combine' }, node: Node, value: string, { text, names, imports }: Writing, wrap: (head: string, tail: string) => Edit[]): Edit[] {
  const others = [...names.bindings.keys()].filter((use) => use['name'] === 'signal' && use.start >= node.start && use.end <= node.end && use.start !== own.start && use.start !== own['parent'].key?.start);
  const name = others.length === 0 ? 'signal' : freeName('combined', names.words);
  const head = `${imports.runtime('withSignal')}(${text.slice(own.start, own.end)}, ${value}, (${name}) => `;
  let property = own;
  while (property.type !== 'ObjectProperty') property = property['parent'];
  const inside: Edit[] = name === 'signal' && isShorthand ? [] : [{ span: { start: property.start, end: property.end }, text: name === 'signal' ? name : `signal: ${name}` }];
  return [...wrap(head, ')'), ...inside];
}

function freeName(wanted: string, words: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; words.has(name); number++) name = `${wanted}${number}`;
  return name;
}
