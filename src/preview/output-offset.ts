// Where a place of the original text lies in the new text of a file.
import type { FileChange } from '../core/edit.ts';
import { lastAtOrBefore } from '../core/offsets.ts';

/**
 * A function from an offset in `change.before` to the offset in `change.after` of the same code: text inserted at the
 * very offset comes before it; an offset inside replaced text moves to where the replacement starts.
 */
export function outputOffsets(change: FileChange): (offset: number) => number {
  const edits = change.groups.flatMap(({ edits }) => edits).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const starts = edits.map(({ span }) => span.start);
  const shifts = [0];
  for (const { span, text } of edits) shifts.push(shifts[shifts.length - 1]! + text.length - (span.end - span.start));
  return (offset) => {
    // of the edits that start at or before the offset only the last can be a replacement that reaches over it
    const index = lastAtOrBefore(starts, offset);
    const last = edits[index];
    if (last && last.span.end > offset) return last.span.start + shifts[index]!;
    return offset + shifts[index + 1]!;
  };
}
