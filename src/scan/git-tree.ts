// Which files a commit holds, and their bytes, for comparing a work tree with it. No filter, hook or diff driver of the repository runs.
import { createHash } from 'node:crypto';
import type { FileId } from '../core/source.ts';
import { git, splitNul } from './git.ts';

/** The files below `root` in commit `ref`: path -> blob name. Undefined when there is no such commit. */
export async function filesAt(root: string, ref: string): Promise<ReadonlyMap<FileId, string> | undefined> {
  if (ref.startsWith('-')) return undefined;
  const commit = (await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]))?.trim();
  if (!commit) return undefined;
  const listed = await git(root, ['ls-tree', '-r', '-z', commit, '.']);
  if (listed === undefined) return undefined;
  const files = new Map<FileId, string>();
  for (const entry of splitNul(listed)) {
    const [info = '', path = ''] = entry.split('\t', 2);
    const [mode, type, blob] = info.split(' ');
    if (type === 'blob' && mode !== '120000') files.set(path, blob!);
  }
  return files;
}

/** The bytes of a blob. @throws Error when git cannot give them */
export async function bytesOfBlob(root: string, blob: string): Promise<Buffer> {
  const text = await git(root, ['cat-file', 'blob', blob], [], 'latin1');
  if (text === undefined) throw new Error(`git could not read ${blob} in ${root}`);
  return Buffer.from(text, 'latin1');
}

/** The name that git gives to these bytes; `like` is a name of the same repository. */
export function blobName(bytes: Buffer, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
