// Reads the comments before the first statement of a file, where pragmas and "generated" notices stand.

const BLANK_OR_DIRECTIVE = /(?:\s|(['"])use [a-z]+\1\s*;?)+/y;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?\*\//y;

/**
 * The text of the comments before the first statement, one per line of the result and with their markers.
 * Skips a BOM, a `#!` line and directives such as 'use strict'.
 */
export function headerComments(text: string): string {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith('#!', at)) at = endOfLine(text, at);
  const comments: string[] = [];
  for (;;) {
    BLANK_OR_DIRECTIVE.lastIndex = at;
    if (BLANK_OR_DIRECTIVE.test(text)) at = BLANK_OR_DIRECTIVE.lastIndex;
    COMMENT.lastIndex = at;
    const comment = COMMENT.exec(text);
    if (!comment) return comments.join('\n');
    comments.push(comment[0]);
    at = COMMENT.lastIndex;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
