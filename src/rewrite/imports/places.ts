// Places in a file where whole statements go: at its top, at its end, instead of a statement.
import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/source.ts';
import type { Node } from '../../syntax/node.ts';

/**
 * Offset for the first import of a file that has none: after directives, after a shebang, and after a leading comment
 * that a blank line sets apart (a licence), but not after one that belongs to the first statement.
 */
export function topOffset(text: string, program: Node): number {
  const directive = (program['directives'] as Node[] | undefined)?.at(-1);
  if (directive !== undefined) return directive.end;
  const shebang = /^\uFEFF?(?:#!.*(?:\r?\n|$))?/.exec(text)?.[0].length ?? 0;
  const licence = /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/.*(?:\r?\n[ \t]*(?=\/\/)|$|(?=\r?\n)))+)(?=[ \t]*\r?\n[ \t]*\r?\n)/.exec(text.slice(shebang));
  return licence === null ? shebang : shebang + licence[0].length;
}

/** Appends blocks at the end of the text, a blank line before each; the text ends with a line break as it did, or without. */
export function appendBlocks(text: string, blocks: readonly string[], eol: string): Edit {
  const trailing = /(?:\r?\n)*$/.exec(text)?.[0] ?? '';
  const breaks = (trailing.match(/\n/g) ?? []).length;
  const lead = text.length === trailing.length ? '' : eol.repeat(Math.max(0, 2 - breaks));
  const end = breaks > 0 ? eol : '';
  return { span: { start: text.length, end: text.length }, text: lead + blocks.join(eol + eol) + end };
}

/** The statement with its whole line when nothing else stands on it, and the blank line after it at the top of the file. */
export function lineSpan(text: string, statement: Span): Span {
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const tail = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(statement.end));
  if (tail === null || text.slice(lineStart, statement.start).trim() !== '') return statement;
  const end = statement.end + tail[0].length;
  const atTop = text.slice(0, lineStart).replace(/^\uFEFF/, '') === '';
  const blank = atTop ? (/^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { start: lineStart, end: end + blank };
}
