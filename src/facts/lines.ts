// Offset -> line number for one text.
import { lastAtOrBefore, lineStarts } from '../core/offsets.ts';

/** Returns a function from a UTF-16 offset of `text` to its 1-based line. */
export function lineIndex(text: string): (offset: number) => number {
  const starts = lineStarts(text);
  return (offset) => lastAtOrBefore(starts, offset) + 1;
}
