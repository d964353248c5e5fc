// Decisions that need a package -> the package.json files that name it.
import type { AddedDependency } from '../core/bounds.ts';
import type { FileChange } from '../core/edit.ts';
import type { Decision } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { applyEdits } from '../edits/apply.ts';
import { composed } from '../edits/compose.ts';
import { addDependency } from './offload/manifest.ts';

/** @param earlier changes of other files that are made without a decision about a place in them */
export function withAddedDependencies(earlier: readonly FileChange[], decisions: readonly Decision[], repo: Pick<ScannedRepo, 'manifests'>): FileChange[] {
  const changes = new Map(earlier.map((change) => [change.file, change]));
  const needing = new Map<string, { readonly dependency: AddedDependency; readonly ids: string[] }>();
  for (const { id, verdict, data } of decisions) {
    const dependency = verdict === 'bound' ? (data?.['dependency'] as AddedDependency | undefined) : undefined;
    if (!dependency) continue;
    const manifest = dependency.packageDir === '' ? 'package.json' : `${dependency.packageDir}/package.json`;
    const known = needing.get(manifest);
    if (known) known.ids.push(id);
    else needing.set(manifest, { dependency, ids: [id] });
  }
  for (const [file, { dependency, ids: [first, ...others] }] of needing) {
    const known = changes.get(file);
    const before = known?.after ?? (repo.manifests ?? []).find(({ id }) => id === file)?.text;
    if (before === undefined) continue;
    const edits = addDependency(before, dependency.name, dependency.range).map((edit) => ({ ...edit, isShared: true as const, ...(others.length > 0 && { also: others }) }));
    if (edits.length === 0) continue;
    const change: FileChange = { file, before, after: applyEdits(before, edits), groups: [{ decision: first!, edits }] };
    changes.set(file, known ? composed(known, change) : change);
  }
  return [...changes.values()];
}
