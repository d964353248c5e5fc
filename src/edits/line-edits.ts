// The difference between two texts as edits of whole lines, which keep the form of the first: BOM, line ends, final newline.
import { diffArrays } from 'diff';
import type { Edit } from '../core/edit.ts';
import { applyEdits } from './apply.ts';

interface Line {
  readonly text: string;
  /** The characters that end it; '' for the last one. */
  readonly end: string;
}

/** With more lines that differ, everything between the first and the last of them is one edit. */
const MOST_DIFFERENT = 2000;
const BOM = '\ufeff';
const ENDS = /\r\n|[\n\r\u2028\u2029]/g;

/**
 * The edits that turn `before` into `after`, as far as the content of lines goes: a line that both have stays as it is,
 * to its last byte. New lines end as the ones they replace, or as most in `before`. The BOM and the final newline are
 * those of `before`.
 */
export function lineEdits(before: string, after: string): Edit[] {
  const shift = before.startsWith(BOM) ? 1 : 0;
  const old = linesOf(before.slice(shift));
  const fresh = withLastOf(old, linesOf(after.startsWith(BOM) ? after.slice(1) : after));
  const usual = mostFrequentEnd(old);
  const offsets = [shift];
  for (const { text, end } of old) offsets.push(offsets.at(-1)! + text.length + end.length);

  const endOf = (line: Line, replaced: string): string => {
    // a separator that is no line end to most tools is part of what the new text says
    return /[\u2028\u2029]/.test(line.end) ? line.end : replaced || usual;
  };
  const edits = runs(keys(old), keys(fresh)).map(([from, to, freshFrom, freshTo]): Edit => {
    const added = fresh.slice(freshFrom, freshTo).map((line, index) => {
      if (freshFrom + index === fresh.length - 1) return line.text;
      return line.text + endOf(line, from + index < to ? old[from + index]!.end : '');
    });
    return { span: { start: offsets[from]!, end: offsets[to]! }, text: added.join('') };
  });
  const texts = (lines: readonly Line[]): string => keys(lines).join('\n');
  if (texts(linesOf(applyEdits(before, edits).slice(shift))) === texts(fresh)) return edits;
  // an old carriage return that has come to stand before an old line feed: with ends of one kind there are none such
  const all = fresh.map((line, index) => (index === fresh.length - 1 ? line.text : line.text + endOf(line, '')));
  return [{ span: { start: shift, end: before.length }, text: all.join('') }];
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(ENDS)) {
    lines.push({ text: text.slice(from, index), end });
    from = index + end.length;
  }
  return [...lines, { text: text.slice(from), end: '' }];
}

/** `lines` with a final newline if `old` has one, and without if not. The last line of a text with one is empty. */
function withLastOf(old: readonly Line[], lines: readonly Line[]): readonly Line[] {
  const hasNewline = old.at(-1)!.text === '';
  if (hasNewline === (lines.at(-1)!.text === '')) return lines;
  if (hasNewline) return [...lines.slice(0, -1), { text: lines.at(-1)!.text, end: '\n' }, { text: '', end: '' }];
  const last = lines.findLastIndex(({ text }) => text !== '');
  return lines.slice(0, Math.max(0, last) + 1);
}

function mostFrequentEnd(lines: readonly Line[]): string {
  const counts = new Map<string, number>();
  for (const { end } of lines) if (end !== '' && !/[\u2028\u2029]/.test(end)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['\n', 0] as [string, number])[0];
}

/** What lines are compared by. The last one is followed by nothing, so it is like no other. */
const keys = (lines: readonly Line[]): string[] => lines.map(({ text }, index) => (index === lines.length - 1 ? `${text}\0` : text));

/** Ranges that differ: old lines from, to; new lines from, to. */
type Run = readonly [number, number, number, number];

function runs(old: readonly string[], fresh: readonly string[]): Run[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  const [oldEnd, freshEnd] = [old.length - tail, fresh.length - tail];
  if (head === oldEnd && head === freshEnd) return [];
  const parts = diffArrays(old.slice(head, oldEnd), fresh.slice(head, freshEnd), { maxEditLength: MOST_DIFFERENT });
  if (!parts) return [[head, oldEnd, head, freshEnd]];
  const found: Run[] = [];
  let [at, freshAt] = [head, head];
  for (let index = 0; index < parts.length; ) {
    const [from, freshFrom] = [at, freshAt];
    for (; index < parts.length && (parts[index]!.added || parts[index]!.removed); index++) {
      if (parts[index]!.added) freshAt += parts[index]!.count;
      else at += parts[index]!.count;
    }
    if (at > from || freshAt > freshFrom) found.push([from, at, freshFrom, freshAt]);
    for (; index < parts.length && !parts[index]!.added && !parts[index]!.removed; index++) {
      at += parts[index]!.count;
      freshAt += parts[index]!.count;
    }
  }
  return found;
}
