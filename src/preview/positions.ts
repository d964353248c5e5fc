// Offsets as lines and columns, for many offsets of one text.
import { lastAtOrBefore, lineStarts } from '../core/offsets.ts';

/** 1-based; columns count UTF-16 units, a byte order mark left out. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A function from an offset in `text` to its position. Only `\n` ends a line (a `\r` before it is part of the line). */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  return (offset) => {
    const index = lastAtOrBefore(starts, offset);
    return { line: index + 1, column: offset - starts[index]! + 1 - (index === 0 && offset > 0 ? mark : 0) };
  };
}
