// Asks git which files could not be brought back by git if they were overwritten.
import type { FileId } from '../core/source.ts';
import { git, isTracked, splitNul } from './git.ts';

/**
 * Of `files`, those whose content git could not restore: modified or staged since HEAD, or not tracked at all.
 * @param root folder that the ids are relative to
 * @returns ids in the order given; [] when `root` is not in a git work tree, or is ignored by it
 * @throws Error when git knows the folder but cannot say what is modified
 */
export async function dirtyFiles(root: string, files: readonly FileId[]): Promise<FileId[]> {
  if (files.length === 0 || !(await isTracked(root))) return [];
  const prefix = (await git(root, ['rev-parse', '--show-prefix']))?.replace(/\n$/, '') ?? '';
  const tracked = await git(root, ['ls-files', '-z']);
  const status = await git(
    root,
    ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--no-renames', '--ignore-submodules=all'],
    await withoutFilters(root),
  );
  if (tracked === undefined || status === undefined) throw new Error(`git could not compare ${root} with its last commit`);
  const known = new Set(splitNul(tracked));
  // Each entry is `XY path`, the path relative to the top of the work tree.
  const modified = new Set(splitNul(status).map((entry) => entry.slice(3)));
  return files.filter((id) => !known.has(id) || modified.has(prefix + id));
}

/** To compare contents, git runs the clean filters that .git/config names: programs of the repository. These settings empty them. */
export async function withoutFilters(root: string): Promise<[string, string][]> {
  const keys = splitNul((await git(root, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'])) ?? '');
  const names = new Set(keys.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
  return [...names].flatMap((name): [string, string][] => [
    [`filter.${name}.clean`, ''],
    [`filter.${name}.smudge`, ''],
    [`filter.${name}.process`, ''],
    [`filter.${name}.required`, 'false'],
  ]);
}
