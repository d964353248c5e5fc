// Applies text edits to one text, and refuses edits that contradict each other.
import type { Edit } from '../core/edit.ts';
import type { Span } from '../core/source.ts';

/** Two edits of one text claim the same characters. */
export class EditOverlapError extends Error {
  readonly first: Span;
  readonly second: Span;

  constructor(first: Span, second: Span) {
    super(`edits overlap: ${first.start}-${first.end} and ${second.start}-${second.end}`);
    this.name = 'EditOverlapError';
    this.first = first;
    this.second = second;
  }
}

const isInsertion = (edit: Edit): boolean => edit.span.start === edit.span.end;

/** By offset; at one offset insertions come before the replacement that starts there, and follow `order`. */
function inTextOrder(a: Edit, b: Edit): number {
  return (
    a.span.start - b.span.start ||
    Number(isInsertion(b)) - Number(isInsertion(a)) ||
    (isInsertion(a) ? (a.order ?? 0) - (b.order ?? 0) : 0)
  );
}

/**
 * The edits in the order in which they take effect: insertions at one offset by `order`, then as given.
 * Throws EditOverlapError when two of them overlap; an insertion at the border of a replaced span does not overlap it.
 */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  const sorted = [...edits].sort(inTextOrder);
  let previous: Edit | undefined;
  for (const edit of sorted) {
    if (previous !== undefined && edit.span.start < previous.span.end) throw new EditOverlapError(previous.span, edit.span);
    if (previous === undefined || edit.span.end >= previous.span.end) previous = edit;
  }
  return sorted;
}

/**
 * `text` with all edits applied. Spans are UTF-16 offsets in `text`.
 * Throws EditOverlapError when edits overlap, RangeError when a span is not within the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of sortEdits(edits)) {
    const { start, end } = edit.span;
    if (!(start >= 0 && start <= end && end <= text.length)) {
      throw new RangeError(`edit ${start}-${end} is not within a text of length ${text.length}`);
    }
    parts.push(text.slice(at, start), edit.text);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
