// Parts of a file that a person wrote in place of what was planned.
import { carriedBy, type Edit, type FileChange } from '../core/edit.ts';
import type { FileId, Span } from '../core/source.ts';
import { applyEdits } from '../edits/apply.ts';

/** `text` stands in the file where `span` of the original was, instead of what the decisions `ids` make of it. */
export interface EditedPart {
  readonly file: FileId;
  readonly span: Span;
  readonly text: string;
  readonly ids: readonly string[];
}

const touches = ({ span }: Edit, part: Span): boolean => span.start <= part.end && part.start <= span.end;
const isWithin = ({ span }: Edit, part: Span): boolean => part.start <= span.start && span.end <= part.end;

/** Ids of decisions that change something in `span` besides `ids`: they would be lost with the part. */
export function othersIn({ groups }: FileChange, { span, ids }: Pick<EditedPart, 'span' | 'ids'>): readonly string[] {
  const within = groups.flatMap((group) => group.edits.filter((edit) => !edit.isShared && isWithin(edit, span)).flatMap((edit) => carriedBy(group, edit)));
  return [...new Set(within)].filter((id) => !ids.includes(id));
}

/**
 * The change with these parts in it.
 * @throws Error when a planned edit reaches over the border of a part.
 */
export function withEdited(change: FileChange, parts: readonly EditedPart[]): FileChange {
  if (parts.length === 0) return change;
  const groups = change.groups.map(({ decision, edits }) => ({
    decision,
    edits: edits.filter((edit) => {
      const part = parts.find(({ span }) => isWithin(edit, span));
      if (!part && parts.some(({ span }) => touches(edit, span) && edit.span.start < span.end && span.start < edit.span.end)) throw new Error('a planned change reaches over the border of an edited part');
      return !part;
    }),
  }));
  const all = [...groups, ...parts.map(({ ids, span, text }) => ({ decision: ids[0]!, edits: [{ span, text }] }))].filter(({ edits }) => edits.length > 0);
  return { ...change, groups: all, after: applyEdits(change.before, all.flatMap(({ edits }) => edits)) };
}
