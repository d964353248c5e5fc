// An analysis as plain data, without the texts of files: they are read anyway to see that nothing changed.
import path from 'node:path';
import type { EditGroup, FileChange } from '../core/edit.ts';
import type { Finding } from '../core/finding.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { ScannedRepo, SourceFile } from '../core/source.ts';
import type { Trace } from '../scan/disk.ts';

/** What an analysis gives. */
export interface Result {
  readonly repo: ScannedRepo;
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  readonly review?: readonly Finding[];
}

type Described = Omit<SourceFile, 'text'>;

export interface Entry {
  /** Every question to the disk and to git on the way, with the note of its answer, in the order in which they were asked. */
  readonly notes: readonly (readonly [question: string, answer: string])[];
  readonly repo: Omit<ScannedRepo, 'files' | 'others'> & { readonly files: readonly Described[]; readonly others: readonly Described[] };
  readonly plan: MigrationPlan;
  readonly changes: readonly { readonly file: string; readonly after: string; readonly groups: readonly EditGroup[]; readonly creates?: true }[];
  readonly review?: readonly Finding[];
}

export function entryOf({ repo, plan, changes, review }: Result, trace: Trace): Entry {
  const described = ({ text: _, ...rest }: SourceFile): Described => rest;
  return {
    notes: [...trace.notes],
    repo: { ...repo, files: repo.files.map(described), others: (repo.others ?? []).map(described) },
    plan,
    changes: changes.map(({ file, after, groups, creates }) => ({ file, after, groups, ...(creates && { creates }) })),
    ...(review && { review }),
  };
}

/** @param bytes of the files that were read again, by absolute path; undefined when one is missing there */
export function resultOf({ repo, plan, changes, review }: Entry, bytes: ReadonlyMap<string, Buffer>): Result | undefined {
  const isComplete = [...repo.files, ...repo.others].every(({ id }) => bytes.has(path.join(repo.root, id)));
  if (!isComplete) return undefined;
  const withText = (file: Described): SourceFile => ({
    ...file,
    // most texts are never looked at
    get text() {
      return bytes.get(path.join(repo.root, file.id))!.toString(file.encoding);
    },
  });
  const files = repo.files.map(withText);
  const sources = new Map([...files, ...(repo.manifests ?? [])].map((file) => [file.id, file]));
  return {
    repo: { ...repo, files, others: repo.others.map(withText) },
    plan,
    changes: changes.map((change) => ({ file: change.file, before: change.creates ? '' : sources.get(change.file)!.text, after: change.after, groups: change.groups, ...(change.creates && { creates: true as const }) })),
    ...(review && { review }),
  };
}
