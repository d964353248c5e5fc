// An option more in a call: in its object literal, behind its arguments, in place of one; and a call within a combined signal.
import type { Edit } from '../../core/edit.ts';
import type { NameUses } from '../../facts/name-uses.ts';
import type { Node } from '../../syntax/node.ts';
import { prefixOrder, suffixOrder } from '../await-text.ts';
import type { Placement } from './placement.ts';

export interface OptionWriting {
  readonly text: string;
  readonly comments: readonly Node[];
  readonly names: NameUses;
}

export const insert = (at: number, text: string, order = 0): Edit => ({ span: { start: at, end: at }, text, order });

/** @param option `signal: AbortSignal.timeout(5000)` */
export function optionEdits(placement: Placement & { kind: 'property' | 'append' | 'replace' }, node: Node, option: string, writing: OptionWriting): Edit[] {
  const { text } = writing;
  switch (placement.kind) {
    case 'property': return propertyEdits(placement.object, option, writing);
    case 'append': return argumentEdits(node, placement.fill, `{ ${option} }`, text);
    case 'replace': {
      const { argument, keep, spread } = placement;
      const given = text.slice(argument.start, argument.end);
      const inner = keep !== undefined ? `${keep}: ${given}, ${option}` : spread ? `${option}, ...${given}` : option;
      return [{ span: { start: argument.start, end: argument.end }, text: `{ ${inner} }` }];
    }
  }
}

/** An argument more, after `fill` times `undefined`. */
export function argumentEdits(node: Node, fill: number, argument: string, text: string): Edit[] {
  const added = [...Array.from({ length: fill }, () => 'undefined'), argument].join(', ');
  const last = (node['arguments'] as Node[]).at(-1);
  return [last ? insert(endOf(last, text), `, ${added}`) : insert(node.end - 1, added)];
}

/** The end of an argument with parentheses of its own. */
function endOf(node: Node, text: string): number {
  let end = node.end;
  if (node['extra']?.parenthesized) end = text.indexOf(')', end) + 1;
  return end;
}

/** One property more: the last one, but before whatever is spread, which goes on to count. */
export function propertyEdits(object: Node, property: string, { text, comments }: Pick<OptionWriting, 'text' | 'comments'>): Edit[] {
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

/** The call runs inside of a function that is given a signal which follows the call's own one and something more. */
export function combinedEdits({ own, isShorthand }: Placement & { kind: 'combine' }, node: Node, { runtime, second }: { readonly runtime: string; readonly second: string }, { text, names }: OptionWriting): Edit[] {
  const others = [...names.bindings.keys()].filter((use) => use['name'] === 'signal' && use.start >= node.start && use.end <= node.end && use.start !== own.start && use.start !== own['parent'].key?.start);
  const name = others.length === 0 ? 'signal' : freeName('combined', names.words);
  const head = `${runtime}(${text.slice(own.start, own.end)}, ${second}, (${name}) => `;
  let property = own;
  while (property.type !== 'ObjectProperty') property = property['parent'];
  const inside: Edit[] = name === 'signal' && isShorthand ? [] : [{ span: { start: property.start, end: property.end }, text: name === 'signal' ? name : `signal: ${name}` }];
  return [insert(node.start, head, prefixOrder(node)), insert(node.end, ')', suffixOrder(node) + 0.5), ...inside];
}

function freeName(wanted: string, words: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; words.has(name); number++) name = `${wanted}${number}`;
  return name;
}
