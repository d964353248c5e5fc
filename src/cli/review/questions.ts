// The questions of a review: one for each hunk, in the order of the files.
import type { FileChange } from '../../core/edit.ts';
import type { FileId } from '../../core/source.ts';
import { buildHunks, joinedHunks, lineChanges, splitLines } from '../../preview/hunks.ts';
import type { Hunk, LineChange } from '../../preview/hunks.ts';

export interface Question {
  readonly file: FileId;
  /** Lines of the file as it was, 0-based and half-open. */
  readonly from: number;
  readonly to: number;
  /** The first line that changes, 1-based. */
  readonly line: number;
  /** The decisions that it is about. */
  readonly ids: readonly string[];
}

/** Changes with more than twice as many lines between them are several questions: small ones are easier to answer. */
const CLOSE = 1;

/** Hunks with shared edits only (imports) are no questions: they are shown with the first one of their file. */
export function questionsOf(changes: readonly FileChange[]): Question[] {
  return changes.flatMap((change) =>
    buildHunks(change, CLOSE).flatMap((hunk): Question[] => (hunk.own.length === 0 ? [] : [asked(change.file, hunk, hunk.own)])),
  );
}

const asked = (file: FileId, { oldStart, oldLines, lines }: Hunk, ids: readonly string[]): Question => ({
  file, from: oldStart - 1, to: oldStart - 1 + oldLines, line: oldStart + lines.findIndex((line) => !line.startsWith(' ')), ids,
});

interface ChangedLines {
  readonly change: FileChange;
  readonly lines: readonly string[];
  readonly changes: readonly LineChange[];
}

let last: ChangedLines | undefined;

/** The lines of a file, and those that change. The last file is remembered: its questions follow each other. */
function changedLines(change: FileChange): ChangedLines {
  if (last?.change === change) return last;
  const lines = splitLines(change.before);
  return (last = { change, lines, changes: lineChanges(change, lines) });
}

/** What stands of a question now, as hunks. `first`: it is the first one of its file, which shows what all share. */
export function hunksFor(question: Question, change: FileChange, first: boolean): Hunk[] {
  const ids = new Set(question.ids);
  const { lines, changes } = changedLines(change);
  return joinedHunks(lines, changes.filter((each) => (each.own.length === 0 ? first : isAbout(each, question, ids))));
}

const isAbout = (change: LineChange, { from, to }: Question, ids: ReadonlySet<string>): boolean =>
  change.from <= to && change.to >= from && change.own.some((id) => ids.has(id));

/** The question as several, where unchanged lines stand between its changes; undefined when there is one change only. */
export function splitQuestion(question: Question, change: FileChange): Question[] | undefined {
  const ids = new Set(question.ids);
  const { lines, changes } = changedLines(change);
  const parts = changes.filter((each) => isAbout(each, question, ids));
  const split = joinedHunks(lines, parts, 0).map((hunk) => asked(question.file, hunk, hunk.own.filter((id) => ids.has(id))));
  return split.length > 1 ? split : undefined;
}
