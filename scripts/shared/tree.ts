// What a folder holds, as one hash per file, to prove that bytes are back.
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Path -> type, permissions and hash of the content. */
export type Tree = ReadonlyMap<string, string>;

/** Not the repository's own: git's data, installed packages, unblock's journal. */
const NOT_OURS = new Set(['.git', 'node_modules', '.unblock']);

/** Every file and link below `root`, at any depth, in order of their paths. */
export async function treeOf(root: string): Promise<Tree> {
  const tree = new Map<string, string>();
  const visit = async (folder: string): Promise<void> => {
    const names = (await readdir(join(root, folder))).filter((name) => !NOT_OURS.has(name)).sort();
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const stats = await lstat(join(root, path));
      if (stats.isDirectory()) await visit(path);
      else if (stats.isSymbolicLink()) tree.set(path, `link to ${await readlink(join(root, path))}`);
      else if (stats.isFile()) tree.set(path, `${(stats.mode & 0o7777).toString(8)} ${hash(await readFile(join(root, path)))}`);
    }
  };
  await visit('');
  return tree;
}

/** Paths that are in one tree only or differ. */
export function differences(before: Tree, after: Tree): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** One hash for the whole tree. */
export const fingerprint = (tree: Tree): string => hash(Buffer.from(JSON.stringify([...tree])));

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
