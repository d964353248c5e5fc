// Puts a second text beside a first one of the same kind: after a statement or a class member, or behind an element of a list.
import type { Edit } from '../core/edit.ts';
import type { Span } from '../core/source.ts';

/** Behind all that belongs to the statement before, and before what ends the block around it. */
const ORDER = 2e9;

const insert = (offset: number, text: string): Edit => ({ span: { start: offset, end: offset }, text, order: ORDER });

/** `indent`: what stands before it on its line; undefined when that is code. */
function lineOf(text: string, start: number): { readonly indent: string | undefined; readonly isFirstComma: boolean; readonly followsBlank: boolean } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(from, start);
  return {
    indent: /^[ \t]*(?:,[ \t]*)?$/.test(before) ? before : undefined,
    isFirstComma: before.includes(','),
    followsBlank: /\n[ \t]*\r?\n$/.test(text.slice(0, from)),
  };
}

/** Edits that put `copy` after the statement or member at `span`; `start` is where its own comment begins. */
export function besideStatement(text: string, span: Span, start: number, copy: string, eol: string): Edit[] {
  const { indent, isFirstComma } = lineOf(text, start);
  const rest = /^[ \t]*;?[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(span.end));
  if (indent !== undefined && !isFirstComma && rest) return [insert(span.end + rest[0].length, `${eol}${copy.includes('\n') ? eol : ''}${indent}${copy}`)];
  return [insert(span.end, `${/[;}]$/.test(text.slice(span.start, span.end)) ? ' ' : '; '}${copy}`)];
}

/** Edits that put `copy` behind the element at `span` of a list with commas. */
export function besideElement(text: string, span: Span, start: number, copy: string, eol: string): Edit[] {
  const { indent, isFirstComma, followsBlank } = lineOf(text, start);
  const rest = text.slice(span.end);
  const blank = followsBlank ? eol : '';
  const last = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(rest);
  if (indent !== undefined && isFirstComma && last) return [insert(span.end + last[0].length, `${eol}${indent}${copy}`)];
  if (indent !== undefined && !isFirstComma) {
    const comma = /^[ \t]*,[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(rest);
    if (comma) return [insert(span.end + comma[0].length, `${eol}${blank}${indent}${copy},`)];
    if (last) return [insert(span.end, ','), insert(span.end + last[0].length, `${eol}${blank}${indent}${copy}`)];
  }
  return [insert(span.end, `, ${copy}`)];
}
