// Plans of several passes as one: decisions of later ones beside those of the first, and the changes of all composed.
import type { FileChange } from '../core/edit.ts';
import { byCodeUnit } from '../core/order.ts';
import type { Decision, MigrationPlan, Note, Pass } from '../core/plan.ts';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import { composed } from '../edits/compose.ts';
import { hashOf } from '../scan/content.ts';
import { InOriginal } from './in-original.ts';

/** A plan with the changes it stands for. */
export interface Carried {
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
}

/** The index of the pass that a decision belongs to. */
export const passOf = ({ pass }: Pick<Decision, 'pass'>): number => pass?.index ?? 0;

/** The file with another text. */
export const withText = (file: SourceFile, text: string): SourceFile => ({ ...file, text, hash: hashOf(Buffer.from(text, file.encoding)) });

/** The repository as the next pass finds it. Nothing is read again: what a file is does not depend on what a pass wrote. */
export function afterChanges(repo: ScannedRepo, changes: readonly FileChange[]): ScannedRepo {
  const texts = new Map(changes.map(({ file, after }) => [file, after]));
  return { ...repo, files: repo.files.map((file) => (texts.has(file.id) ? withText(file, texts.get(file.id)!) : file)) };
}

/** The decision as its pass made it: at its place in the text that the pass begins with. */
export const asInPass = (decision: Decision): Decision => (decision.pass ? { ...decision, span: decision.pass.span } : decision);

/** The id of a decision of the pass with this index: the same place may be decided about in several passes. */
const idIn = (pass: number, id: string): string => id.replace(/:([\w-]+)$/, `@${pass + 1}:$1`);

/**
 * The plan of a pass put to those before it.
 *
 * @param repo as it was before all of them
 * @param earlier the plan so far, with places in the original
 * @param later what `transform` decided about the texts that `earlier` makes
 */
export function joinedPasses(repo: ScannedRepo, earlier: Carried, later: Carried, transform: string): Carried {
  const passes: readonly Pass[] = earlier.plan.passes ?? [{ transform: earlier.plan.options.transforms[0]!, files: {} }];
  const index = passes.length;
  const back = new InOriginal(earlier.changes);
  const ids = new Map(Object.values(later.plan.files).flatMap(({ decisions }) => decisions.map(({ id }) => [id, idIn(index, id)] as const)));
  const files = new Map<FileId, { hash: string; decisions: Decision[] }>(Object.entries(earlier.plan.files).map(([file, { hash, decisions }]) => [file, { hash, decisions: [...decisions] }]));
  const sources = new Map(repo.files.map((file) => [file.id, file]));
  for (const [file, { decisions }] of Object.entries(later.plan.files)) {
    const own = decisions.map((decision) => back.decision(renamed(decision, ids), index));
    const known = files.get(file);
    if (known) known.decisions.push(...own);
    else files.set(file, { hash: sources.get(file)!.hash, decisions: own });
  }
  for (const { decisions } of files.values()) decisions.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const found = Object.fromEntries(earlier.changes.map(({ file, after }) => [file, withText(sources.get(file)!, after).hash]));
  const notes = notesOf(earlier.plan, later.plan, back);
  const plan: MigrationPlan = {
    version: 1,
    options: { ...earlier.plan.options, transforms: [...passes.map((pass) => pass.transform), transform] },
    files: Object.fromEntries([...files].sort(([a], [b]) => byCodeUnit(a, b))),
    sites: [...earlier.plan.sites, ...later.plan.sites.map((site) => back.site({ ...site, decision: ids.get(site.decision) ?? site.decision }))].sort((a, b) => byCodeUnit(a.file, b.file) || a.span.start - b.span.start),
    problems: distinct([...earlier.plan.problems, ...later.plan.problems.map((problem) => back.line(problem))]),
    ...(notes.length > 0 && { notes }),
    ...(later.plan.offloads && { offloads: later.plan.offloads.map((verdict) => ({ ...back.line(verdict), calls: verdict.calls.map((call) => back.place(call)) })) }),
    ...(later.plan.generated && { generated: later.plan.generated }),
    passes: [...passes, { transform, files: found }],
  };
  return { plan, changes: joinedChanges(earlier.changes, later.changes, ids) };
}

function joinedChanges(earlier: readonly FileChange[], later: readonly FileChange[], ids: ReadonlyMap<string, string>): FileChange[] {
  const changes = new Map(earlier.map((change) => [change.file, change]));
  for (const change of later) {
    const own = { ...change, groups: change.groups.map(({ decision, edits }) => ({ decision: ids.get(decision) ?? decision, edits: edits.map((edit) => (edit.also ? { ...edit, also: edit.also.map((id) => ids.get(id) ?? id) } : edit)) })) };
    const first = changes.get(change.file);
    changes.set(change.file, first ? composed(first, own) : own);
  }
  return [...changes.values()].filter(({ before, after }) => before !== after).sort((a, b) => byCodeUnit(a.file, b.file));
}

/** What is said of directives, but for those that mean something in another pass. */
function notesOf(earlier: MigrationPlan, later: MigrationPlan, back: InOriginal): Note[] {
  const heeded = (plan: MigrationPlan, { file, message }: Note): boolean => (plan.files[file]?.decisions ?? []).some(({ cause }) => cause.kind === 'hazard' && cause.code === 'directive' && cause.message.includes(/'unblock: (.*)'/s.exec(message)?.[1] ?? message));
  const kept = (notes: readonly Note[] | undefined, other: MigrationPlan): Note[] => (notes ?? []).filter((note) => note.code !== 'unused-directive' || !heeded(other, note));
  return distinct([...kept(earlier.notes, later), ...kept(later.notes, earlier).map((note) => back.line(note))]);
}

const distinct = <T>(entries: readonly T[]): T[] => [...new Map(entries.map((each) => [JSON.stringify(each), each])).values()];

/** Plain data with other ids in it. */
function renamed<T>(value: T, ids: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return (ids.get(value) ?? value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => renamed(each, ids)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each as unknown, ids)])) as T;
}
