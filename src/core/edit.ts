// Text edits: what a rewrite produces and what a writer applies.
import type { FileId, Span } from './source.ts';

/** Replace `span` of the original text by `text`. A span with start === end inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
  /**
   * Orders insertions at one offset: lower comes first (default 0). Prefixes of an outer node need a lower order than
   * those of an inner one that starts at the same offset; suffixes the other way round.
   */
  readonly order?: number;
  /** Other decisions of the file use it, too (an import, say): it goes when the last of them goes. */
  readonly isShared?: true;
  /** Ids of further decisions, of later passes, whose text is in it: they changed what the group's own decision wrote. */
  readonly also?: readonly string[];
}

/** The edits that carry out one decision: all are applied or none. */
export interface EditGroup {
  /** Id of the Decision. */
  readonly decision: string;
  readonly edits: readonly Edit[];
}

/** One file before and after. `after` is what applying all groups to `before` gives. */
export interface FileChange {
  readonly file: FileId;
  readonly before: string;
  readonly after: string;
  readonly groups: readonly EditGroup[];
  /** There is no such file yet. */
  readonly creates?: true;
}

/** Ids of all decisions that an edit of `group` carries out. */
export const carriedBy = ({ decision }: EditGroup, { also = [] }: Edit): readonly string[] => [decision, ...also];
