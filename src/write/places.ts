// Turns file ids into paths that certainly lie inside the root and pass through no symlink.
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { hashOf } from './bytes.ts';
import { WriteError, codeOf } from './write-error.ts';

/**
 * The real path of the root folder.
 * @throws WriteError 'missing-root'
 */
export async function realRoot(root: string): Promise<string> {
  const real = await realpath(path.resolve(root)).catch(() => undefined);
  if (real !== undefined && (await lstat(real)).isDirectory()) return real;
  throw new WriteError('missing-root', `There is no folder ${path.resolve(root)}.`);
}

/** Whatever their case: some file systems do not tell .GIT from .git. */
const OFF_LIMITS = new Set(['.git', '.unblock']);

/**
 * The absolute path of file `id`. Looks at the text only, not at the disk.
 * @throws WriteError 'outside-root'
 */
export function pathOf(root: string, id: FileId): string {
  const segments = id.split(/[/\\]/);
  const isPlain = segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..' && !segment.includes('\0'));
  if (!isPlain || path.isAbsolute(id) || segments.some((segment) => OFF_LIMITS.has(segment.toLowerCase()))) {
    throw new WriteError('outside-root', `${JSON.stringify(id)} is no place unblock may write to: it writes inside ${root} only, and never to .git or .unblock.`, [id]);
  }
  return path.join(root, ...id.split('/'));
}

/** What is found where a file should be. `uid` and `gid` are its owner. */
export type Found =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly hash: string; readonly mode: number; readonly uid: number; readonly gid: number }
  | { readonly kind: 'nothing' }
  /** a symlink on the way or at the end, a folder, a device; `what` says which, in words */
  | { readonly kind: 'obstacle'; readonly what: string };

const PERMISSIONS = 0o7777;
/** Windows has neither flag. NONBLOCK keeps a named pipe from holding us up. */
const READ_NO_LINK = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads the file `id` without following a symlink anywhere below the root.
 * @throws WriteError 'outside-root', 'io' when the file is there but cannot be read
 */
export async function find(root: string, id: FileId): Promise<Found> {
  const target = pathOf(root, id);
  try {
    const obstacle = await obstacleAbove(root, id);
    if (obstacle !== undefined) return obstacle;
    const stats = await lstat(target);
    if (stats.isSymbolicLink()) return { kind: 'obstacle', what: 'it is a symlink' };
    if (!stats.isFile()) return { kind: 'obstacle', what: 'it is not a regular file' };
    const handle = await open(target, READ_NO_LINK);
    try {
      const { mode, uid, gid } = await handle.stat();
      const bytes = await handle.readFile();
      return { kind: 'file', bytes, hash: hashOf(bytes), mode: mode & PERMISSIONS, uid, gid };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'nothing' };
    if (codeOf(error) === 'ELOOP') return { kind: 'obstacle', what: 'it is a symlink' };
    throw new WriteError('io', `${id} cannot be read (${codeOf(error) ?? String(error)}).`, [id], error);
  }
}

/** Looks at every folder between the root and the file. */
async function obstacleAbove(root: string, id: FileId): Promise<Found | undefined> {
  const segments = id.split('/').slice(0, -1);
  for (let count = 1; count <= segments.length; count++) {
    const dir = segments.slice(0, count);
    const stats = await lstat(path.join(root, ...dir)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (stats === undefined) return { kind: 'nothing' };
    if (stats.isSymbolicLink()) return { kind: 'obstacle', what: `${dir.join('/')} is a symlink` };
    if (!stats.isDirectory()) return { kind: 'obstacle', what: `${dir.join('/')} is not a folder` };
  }
  return undefined;
}

/** The folder a file stands in, as an id ('' is the root). */
export const folderOf = (id: FileId): string => id.slice(0, Math.max(0, id.lastIndexOf('/')));
