// Where a place of the new text of a file lay in its original text.
import type { Edit, FileChange } from '../core/edit.ts';
import type { Span } from '../core/source.ts';
import { lastAtOrBefore } from '../core/offsets.ts';
import { sortEdits } from './apply.ts';

export interface OriginalOffset {
  readonly offset: number;
  /** The place lies in text that this edit wrote. */
  readonly inside?: Edit;
}

/** A function from an offset in `change.after` to the offset in `change.before`; inside new text it is where that text went. */
export function originalOffsets(change: FileChange): (offset: number) => OriginalOffset {
  const pieces: { readonly start: number; readonly before: number; readonly edit?: Edit }[] = [{ start: 0, before: 0 }];
  let shift = 0;
  for (const edit of sortEdits(change.groups.flatMap(({ edits }) => edits))) {
    const start = edit.span.start + shift;
    if (edit.text.length > 0) pieces.push({ start, before: edit.span.start, edit });
    shift += edit.text.length - (edit.span.end - edit.span.start);
    pieces.push({ start: start + edit.text.length, before: edit.span.end });
  }
  const starts = pieces.map(({ start }) => start);
  return (offset) => {
    const piece = pieces[lastAtOrBefore(starts, offset)]!;
    return piece.edit ? { offset: piece.before, inside: piece.edit } : { offset: piece.before + offset - piece.start };
  };
}

/**
 * A function from a span of `change.after` to the piece of `change.before` that it is about: what an edit wrote is looked for in
 * the text that it replaced, and is about all of that text when it is not there, or not just once.
 */
export function originalSpans(change: FileChange): (span: Span) => Span {
  const offsetOf = originalOffsets(change);
  return ({ start, end }) => {
    const first = offsetOf(start);
    const last = end > start ? offsetOf(end - 1) : first;
    if (first.inside && first.inside === last.inside) {
      const { span } = first.inside;
      const replaced = change.before.slice(span.start, span.end);
      const text = change.after.slice(start, end);
      const at = text === '' ? -1 : replaced.indexOf(text);
      if (at < 0 || replaced.indexOf(text, at + 1) >= 0) return span;
      return { start: span.start + at, end: span.start + at + text.length };
    }
    const until = last.inside ? last.inside.span.end : last.offset + (end > start ? 1 : 0);
    return { start: first.offset, end: Math.max(first.offset, until) };
  };
}
