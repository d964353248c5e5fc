// Asks git which files differ from a commit: changed since, or not tracked.
import type { FileId } from '../core/source.ts';
import { withoutFilters } from './dirty-files.ts';
import { git, splitNul } from './git.ts';

/** Files below `root` that differ from commit `ref`, committed or not; undefined when git knows no such commit there. */
export async function changedSince(root: string, ref: string): Promise<ReadonlySet<FileId> | undefined> {
  const commit = (await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]))?.trim();
  if (!commit) return undefined;
  const diff = ['diff', '--name-only', '--no-renames', '--relative', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '-z'];
  const differing = await git(root, [...diff, commit, '--', '.'], await withoutFilters(root));
  const fresh = await git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
  if (differing === undefined || fresh === undefined) return undefined;
  return new Set([...splitNul(differing), ...splitNul(fresh)]);
}
