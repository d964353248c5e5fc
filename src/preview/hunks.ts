// The hunks of one changed file, built from its recorded edits: which lines change, and which decisions change them.
import { carriedBy, type FileChange } from '../core/edit.ts';

/** One hunk of a unified diff. Line numbers are 1-based; with 0 lines they name the line that follows. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Lines with their ` `, `-` or `+`, without line feed (a carriage return stays); `\ No newline…` markers included. */
  readonly lines: readonly string[];
  /** Ids of the decisions whose edits lie in the hunk, in the order of their first edit. */
  readonly decisions: readonly string[];
  /** Those of them that have an edit of their own in it, not one that they share with others. */
  readonly own: readonly string[];
}

/** Old lines `from..to` (0-based, half-open) give way to `added`. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
  readonly added: readonly string[];
  /** As in Hunk. */
  readonly decisions: readonly string[];
  readonly own: readonly string[];
}

interface PlacedEdit {
  readonly start: number;
  readonly end: number;
  readonly growth: number;
  readonly decisions: readonly string[];
  readonly isShared: boolean;
}

const NO_NEWLINE = '\\ No newline at end of file';

/**
 * The hunks that turn `change.before` into `change.after`, with `context` lines around each change.
 * No line without an edit on it is ever shown as changed.
 * @throws Error when `change.after` is not what the recorded edits make of `change.before`.
 */
export function buildHunks(change: FileChange, context = 3): Hunk[] {
  const lines = splitLines(change.before);
  return joinedHunks(lines, lineChanges(change, lines), context);
}

/**
 * Some of the line changes of one file as hunks, all others left out: for the lines of the file as it was.
 * @param changes in order
 */
export function joinedHunks(lines: readonly string[], changes: readonly LineChange[], context = 3): Hunk[] {
  const hunks: Hunk[] = [];
  let growth = 0;
  for (let i = 0; i < changes.length; ) {
    let j = i + 1;
    while (j < changes.length && changes[j]!.from - changes[j - 1]!.to <= 2 * context) j++;
    const hunk = assemble(lines, changes.slice(i, j), context, growth);
    hunks.push(hunk);
    growth += hunk.newLines - hunk.oldLines;
    i = j;
  }
  return hunks;
}

/** The lines of `text`, each with its line feed; only `\n` ends a line, as for git. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  while (from < text.length) {
    const next = text.indexOf('\n', from);
    const to = next < 0 ? text.length : next + 1;
    lines.push(text.slice(from, to));
    from = to;
  }
  return lines;
}

function placedEdits(change: FileChange): PlacedEdit[] {
  return change.groups
    .flatMap((group) =>
      group.edits.map((edit) => ({
        start: edit.span.start,
        end: edit.span.end,
        growth: edit.text.length - (edit.span.end - edit.span.start),
        decisions: carriedBy(group, edit),
        isShared: edit.isShared ?? false,
      })),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The changed line ranges in order. Edits that share a line are one change; unchanged lines at its ends are cut off. */
export function lineChanges(change: FileChange, lines: readonly string[]): LineChange[] {
  const { before, after } = change;
  const starts = [0];
  for (const line of lines) starts.push(starts[starts.length - 1]! + line.length);
  const offsetOf = (line: number): number => starts[Math.min(line, lines.length)]!;

  const edits = placedEdits(change);
  const result: LineChange[] = [];
  let shift = 0;
  let done = 0;
  for (let i = 0; i < edits.length; ) {
    const first = lineAt(starts, edits[i]!.start);
    let last = first;
    let growth = 0;
    const decisions = new Set<string>();
    const own = new Set<string>();
    for (; i < edits.length; i++) {
      const edit = edits[i]!;
      if (lineAt(starts, edit.start) > last) break;
      last = Math.max(last, lineAt(starts, edit.end));
      growth += edit.growth;
      for (const id of edit.decisions) {
        decisions.add(id);
        if (!edit.isShared) own.add(id);
      }
    }
    const start = offsetOf(first);
    const end = offsetOf(last + 1);
    if (before.slice(done, start) !== after.slice(done + shift, start + shift)) throw mismatch(change);
    const added = splitLines(after.slice(start + shift, end + shift + growth));
    const trimmed = trim(lines, first, Math.min(last + 1, lines.length), added);
    if (trimmed) result.push({ ...trimmed, decisions: [...decisions], own: [...own] });
    shift += growth;
    done = end;
  }
  if (before.slice(done) !== after.slice(done + shift)) throw mismatch(change);
  return result;
}

/** Cuts equal lines off both ends; undefined when nothing is left. */
function trim(lines: readonly string[], from: number, to: number, added: readonly string[]): Omit<LineChange, 'decisions' | 'own'> | undefined {
  let head = 0;
  while (from + head < to && head < added.length && lines[from + head] === added[head]) head++;
  let tail = 0;
  while (to - tail > from + head && added.length - tail > head && lines[to - tail - 1] === added[added.length - tail - 1]) tail++;
  if (from + head === to - tail && added.length === head + tail) return undefined;
  return { from: from + head, to: to - tail, added: added.slice(head, added.length - tail) };
}

function assemble(lines: readonly string[], changes: readonly LineChange[], context: number, growth: number): Hunk {
  const from = Math.max(0, changes[0]!.from - context);
  const to = Math.min(lines.length, changes[changes.length - 1]!.to + context);
  const text: string[] = [];
  const push = (mark: string, line: string): void => {
    if (line.endsWith('\n')) text.push(mark + line.slice(0, -1));
    else text.push(mark + line, NO_NEWLINE);
  };
  let at = from;
  let added = 0;
  let removed = 0;
  for (let i = 0; i < changes.length; ) {
    for (; at < changes[i]!.from; at++) push(' ', lines[at]!);
    // changes that touch are one block: all that goes, then all that comes
    const fresh: string[] = [];
    for (; i < changes.length && changes[i]!.from === at; i++) {
      for (; at < changes[i]!.to; at++) push('-', lines[at]!);
      fresh.push(...changes[i]!.added);
      removed += changes[i]!.to - changes[i]!.from;
    }
    for (const line of fresh) push('+', line);
    added += fresh.length;
  }
  for (; at < to; at++) push(' ', lines[at]!);
  return {
    oldStart: from + 1,
    oldLines: to - from,
    newStart: from + 1 + growth,
    newLines: to - from + added - removed,
    lines: text,
    decisions: [...new Set(changes.flatMap((change) => change.decisions))],
    own: [...new Set(changes.flatMap((change) => change.own))],
  };
}

/** Index of the line that holds `offset`; the offset after a final line feed lies on the (empty) line after the last. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const mismatch = (change: FileChange): Error => new Error(`${change.file}: the new text is not what the recorded edits give`);
