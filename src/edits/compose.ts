// Two changes of one file, one after the other, as one change of the original text that is as small as they allow.
import type { Edit, EditGroup, FileChange } from '../core/edit.ts';
import type { Span } from '../core/source.ts';
import { applyEdits, sortEdits } from './apply.ts';

/** An edit of the first change: it replaced `from` of the original text, and its own text is `span` of the text between. */
interface Written {
  readonly edit: Edit;
  readonly from: Span;
  readonly span: Span;
}

/** Edits of both changes that touch the same characters. */
interface Cluster {
  readonly first: Written[];
  readonly second: Edit[];
}

/** An edit of the original text; `at` is what it is about in the text between, which orders it. */
interface Placed {
  readonly at: Span;
  readonly edit: Edit;
  readonly decision: string;
}

/**
 * `first`, then `second`, which begins with the text that `first` ends with. An edit of `second` in text that `first` left alone
 * is the same edit of the original; where it changes what `first` wrote, both become one edit, which belongs to all their
 * decisions. What cancels out is no edit.
 *
 * @throws Error when `second` was not made for the text of `first`
 */
export function composed(first: FileChange, second: FileChange): FileChange {
  if (first.file !== second.file || first.after !== second.before) throw new Error(`${second.file}: the second change was made for another text`);
  const owners = new Map<Edit, string>([...first.groups, ...second.groups].flatMap(({ decision, edits }) => edits.map((edit) => [edit, decision] as const)));
  const written = writtenBy(first);
  const later = sortEdits(second.groups.flatMap(({ edits }) => edits));
  const { clusters, alone, untouched } = clustersOf(written, later);
  const placed: Placed[] = [
    ...untouched.map(({ edit, span }): Placed => ({ at: span, edit, decision: owners.get(edit)! })),
    ...alone.map((edit): Placed => ({ at: edit.span, edit: { ...edit, span: beforeOf(written, edit.span) }, decision: owners.get(edit)! })),
    ...clusters.flatMap((cluster) => mergedEdit(cluster, first, owners)),
  ].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return { file: first.file, before: first.before, after: second.after, groups: groupsOf(numbered(placed), [...first.groups, ...second.groups]) };
}

function writtenBy({ groups }: FileChange): Written[] {
  let shift = 0;
  return sortEdits(groups.flatMap(({ edits }) => edits)).map((edit) => {
    const start = edit.span.start + shift;
    shift += edit.text.length - (edit.span.end - edit.span.start);
    return { edit, from: edit.span, span: { start, end: start + edit.text.length } };
  });
}

/** An insertion beside written text leaves that alone; one where text was deleted may bring it back. */
function touches({ span: { start, end }, from }: Written, edit: Span): boolean {
  if (edit.start === edit.end) return (start < edit.start && edit.start < end) || (start === end && edit.start === start && from.start < from.end);
  return start < end ? start < edit.end && edit.start < end : edit.start < start && start < edit.end;
}

function clustersOf(written: readonly Written[], later: readonly Edit[]): { clusters: Cluster[]; alone: Edit[]; untouched: Written[] } {
  const clusters: Cluster[] = [];
  const alone: Edit[] = [];
  const taken = new Set<Written>();
  let from = 0;
  for (const edit of later) {
    while (from < written.length && written[from]!.span.end < edit.span.start) from++;
    const met: Written[] = [];
    for (let i = from; i < written.length && written[i]!.span.start <= edit.span.end; i++) if (touches(written[i]!, edit.span)) met.push(written[i]!);
    if (met.length === 0) {
      alone.push(edit);
      continue;
    }
    const last = clusters.at(-1);
    const isSame = last !== undefined && met.some((each) => last.first.includes(each));
    const cluster = isSame ? last : { first: [], second: [] };
    if (!isSame) clusters.push(cluster);
    cluster.second.push(edit);
    for (const each of met) if (!cluster.first.includes(each)) cluster.first.push(each);
    for (const each of met) taken.add(each);
  }
  return { clusters, alone, untouched: written.filter((each) => !taken.has(each)) };
}

/** Where a piece of the text between lay in the original, when no written text is in it. */
function beforeOf(written: readonly Written[], { start, end }: Span): Span {
  let shift = 0;
  for (const { span, from } of written) {
    // what was deleted right at its border stays outside
    if (span.end > start) break;
    shift += from.end - from.start - (span.end - span.start);
  }
  return { start: start + shift, end: end + shift };
}

/** One edit for a cluster: nothing when it cancels out, and without what the old and the new text have in common at their ends. */
function mergedEdit({ first, second }: Cluster, change: FileChange, owners: ReadonlyMap<Edit, string>): Placed[] {
  const head = first[0]!;
  const tail = first.at(-1)!;
  const [opening, closing] = [second[0]!.span, second.at(-1)!.span];
  const at = { start: Math.min(head.span.start, opening.start), end: Math.max(tail.span.end, closing.end) };
  // between a border outside of the written text and that text, nothing was changed
  const start = head.from.start - (head.span.start - at.start);
  const end = tail.from.end + (at.end - tail.span.end);
  const shifted = second.map((edit): Edit => ({ ...edit, span: { start: edit.span.start - at.start, end: edit.span.end - at.start } }));
  const text = applyEdits(change.after.slice(at.start, at.end), shifted);
  const old = change.before.slice(start, end);
  let same = 0;
  while (same < old.length && same < text.length && old[same] === text[same]) same++;
  let sameEnd = 0;
  while (sameEnd < old.length - same && sameEnd < text.length - same && old.at(-1 - sameEnd) === text.at(-1 - sameEnd)) sameEnd++;
  if (same === old.length && same === text.length) return [];
  const ids = [...new Set([...first.map(({ edit }) => edit), ...second].flatMap((edit) => [owners.get(edit)!, ...(edit.also ?? [])]))];
  const isShared = [...first.map(({ edit }) => edit), ...second].every((edit) => edit.isShared);
  const edit: Edit = { span: { start: start + same, end: end - sameEnd }, text: text.slice(same, text.length - sameEnd), ...(isShared && { isShared }), ...(ids.length > 1 && { also: ids.slice(1) }) };
  return [{ at, edit, decision: ids[0]! }];
}

/** Insertions and the like at several edits in one place keep the order that they are given in. */
function numbered(placed: readonly Placed[]): Placed[] {
  const result: Placed[] = [];
  for (let i = 0; i < placed.length; ) {
    const { span } = placed[i]!.edit;
    let end = i + 1;
    while (span.start === span.end && end < placed.length && placed[end]!.edit.span.start === span.start && placed[end]!.edit.span.end === span.start) end++;
    const run = placed.slice(i, end);
    result.push(...(run.length === 1 ? run : run.map((each, order) => ({ ...each, edit: { ...each.edit, order } }))));
    i = end;
  }
  return result;
}

/** The edits by the first of their decisions, in the order in which the changes have them. */
function groupsOf(placed: readonly Placed[], order: readonly EditGroup[]): EditGroup[] {
  const edits = new Map<string, Edit[]>(order.map(({ decision }) => [decision, []]));
  for (const { decision, edit } of placed) edits.get(decision)!.push(edit);
  return [...edits].filter(([, list]) => list.length > 0).map(([decision, list]) => ({ decision, edits: list }));
}
