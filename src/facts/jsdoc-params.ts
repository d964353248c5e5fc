// Where a JSDoc comment describes a parameter.
import type { Span } from '../core/source.ts';

const escaped = (name: string): string => name.replace(/[$]/g, '\\$&');

/** The whole lines of a comment that are about the parameter `name`; all of it when it is about nothing else. */
export function paramLines(comment: string, name: string): Span[] {
  // a comment of one line that says nothing else
  if (new RegExp(`^/\\*\\*[ \\t]*@param[ \\t]+(\\{[^{}]*\\}[ \\t]*)?\\[?${escaped(name)}(?![\\w$])[^@\\n]*\\*/$`).test(comment)) return [{ start: 0, end: comment.length }];
  const begins = new RegExp(`^[ \\t]*\\*[ \\t]*@param[ \\t]+(\\{.*\\}[ \\t]*)?\\[?${escaped(name)}(?![\\w$])`);
  const found: Span[] = [];
  let start = 0;
  let inside = false;
  for (const line of comment.split(/(?<=\n)/)) {
    const end = start + line.length;
    // what it goes on with, up to the next tag, an empty line or the end
    inside = begins.test(line) || (inside && /^[ \t]*\*[ \t]*[^\s@/*]/.test(line) && !line.includes('*/'));
    if (inside && start > 0 && !line.includes('*/')) found.push({ start, end });
    start = end;
  }
  return found;
}
