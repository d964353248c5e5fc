// A stretch of a file as lines of a block: statements, comments and blank lines, at another indentation.
import type { Span } from '../../core/source.ts';
import type { Node } from '../../syntax/node.ts';
import type { Flattening } from './flattening.ts';
import type { Piece } from './pieces.ts';

/** @param first the first statement of it */
export function regionLines(f: Flattening, { start: from, end: to }: Span, first: Node | undefined, indent: string): Piece[][] {
  const { text } = f.composer;
  let start = from;
  let end = to;
  const lead = /^[ \t]*\r?\n/.exec(text.slice(start, end));
  if (lead) start += lead[0].length;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  if (start >= end) return [];
  const blank: Piece[][] = [];
  for (let line = lead && /^[ \t]*\r?\n/.exec(text.slice(start, end)); line; line = /^[ \t]*\r?\n/.exec(text.slice(start, end))) {
    blank.push([]);
    start += line[0].length;
  }
  const space = /^[ \t]*/.exec(text.slice(start, end))![0];
  const pieces = f.composer.emit(start + space.length, end);
  if (lead) return [...blank, f.composer.reindent(pieces, space, indent)];
  const own = first && text.slice(start, first.start).includes('\n') ? f.composer.indentAt(first.start) : f.composer.indentAt(from);
  return [f.composer.reindent(pieces, own, indent)];
}
