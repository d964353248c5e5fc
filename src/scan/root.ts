// Turns the root and paths a person named into places that certainly exist, or into an error that says what to do.
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { disk } from './disk.ts';
import { ScanError } from './scan-error.ts';

/**
 * The absolute path of folder `root`, symlinks resolved.
 * @throws ScanError 'missing-path' or 'not-a-directory'
 */
export async function resolveRoot(root: string): Promise<string> {
  const absolute = path.resolve(root);
  const isFolder = await disk.follow(absolute).then(({ kind }) => kind === 'folder', () => undefined);
  if (isFolder === undefined) {
    throw new ScanError('missing-path', `There is no folder ${absolute}. Check the spelling, or name another with --root <dir>.`);
  }
  if (!isFolder) {
    throw new ScanError('not-a-directory', `${absolute} is a file. Give the folder of the repository with --root <dir>.`);
  }
  return disk.real(absolute);
}

/**
 * Ids of the files and folders in `paths`, which are absolute or relative to the root ('' is the root itself).
 * @param given the root as the person wrote it, @param root the same with symlinks resolved
 * @throws ScanError 'missing-path' when one does not exist or lies outside the root
 */
export async function resolvePaths(given: string, root: string, paths: readonly string[]): Promise<FileId[]> {
  const ids: FileId[] = [];
  for (const one of paths) {
    const id = idWithin(root, path.resolve(root, one)) ?? idWithin(path.resolve(given), path.resolve(given, one));
    if (id === undefined) throw new ScanError('missing-path', `${one} lies outside ${root}. Choose a --root that contains it.`);
    const exists = await disk.look(path.join(root, id)).then(() => true, () => false);
    if (!exists) throw new ScanError('missing-path', `There is no file or folder ${one} in ${root}. Check the spelling.`);
    ids.push(id);
  }
  return ids;
}

function idWithin(root: string, absolute: string): FileId | undefined {
  const relative = path.relative(root, absolute);
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}
