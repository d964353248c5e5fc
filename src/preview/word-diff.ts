// Which characters of a line changed, where it has a counterpart on the other side.
import { diffWordsWithSpace } from 'diff';

/** 1 for each character that is not on the other side. */
export interface WordDiff {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const LIMITS = { maxEditLength: 200, timeout: 50 } as const;

/** Lines that have little in common are no counterparts: they are not marked. */
const SHARE = 0.3;

/** Compares two lines by words; undefined when they are too different or too long to be compared. */
export function wordDiff(before: string, after: string): WordDiff | undefined {
  const parts = diffWordsWithSpace(before, after, LIMITS);
  if (!parts) return undefined;
  const marks = { before: new Uint8Array(before.length), after: new Uint8Array(after.length) };
  const at = { before: 0, after: 0 };
  let same = 0;
  for (const { value, added, removed } of parts) {
    if (added) marks.after.fill(1, at.after, at.after + value.length);
    else if (removed) marks.before.fill(1, at.before, at.before + value.length);
    else same += value.trim().length;
    if (!added) at.before += value.length;
    if (!removed) at.after += value.length;
  }
  const longest = Math.max(before.trim().length, after.trim().length);
  return same >= longest * SHARE ? marks : undefined;
}
