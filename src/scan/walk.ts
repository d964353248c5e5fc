// Lists the files of a folder that git does not manage, leaving out what its .gitignore files name.
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { FileId } from '../core/source.ts';
import { disk } from './disk.ts';
import { mapPool } from './pool.ts';

/** Folders whose content is never the repository's own. */
const NEVER_ENTERED = new Set(['node_modules', '.git', '.unblock']);
const READERS = 16;

/** A folder to list, with the rules that apply in it: its own .gitignore last. */
interface Folder {
  readonly id: string;
  readonly rules: readonly Rules[];
}

interface Rules {
  readonly dir: string;
  readonly patterns: Ignore;
}

/**
 * Lists every file and symlink below `root`, nested .gitignore files applied as git applies them. Follows no symlink, and
 * does not enter ignored folders. (tinyglobby, which would also do, leaves symlinks out and enters what is ignored.)
 * @param root absolute path of an existing folder
 * @returns ids in no particular order; folders that cannot be read count as empty
 */
export async function walk(root: string): Promise<FileId[]> {
  const files: FileId[] = [];
  let level: Folder[] = [{ id: '', rules: [] }];
  while (level.length > 0) {
    const listed = await mapPool(level, READERS, (folder) => list(root, folder));
    files.push(...listed.flatMap((one) => one.files));
    level = listed.flatMap((one) => one.folders);
  }
  return files;
}

async function list(root: string, { id: dir, rules: outer }: Folder): Promise<{ files: FileId[]; folders: Folder[] }> {
  const entries = await disk.list(path.join(root, dir)).catch(() => []);
  const own = entries.some(({ name }) => name === '.gitignore') ? await readRules(root, dir) : undefined;
  const rules = own ? [...outer, own] : outer;
  const files: FileId[] = [];
  const folders: Folder[] = [];
  for (const entry of entries) {
    const id = dir === '' ? entry.name : `${dir}/${entry.name}`;
    if (entry.kind === 'folder') {
      if (!NEVER_ENTERED.has(entry.name) && !isIgnored(rules, `${id}/`)) folders.push({ id, rules });
    } else if (!isIgnored(rules, id)) files.push(id);
  }
  return { files, folders };
}

async function readRules(root: string, dir: string): Promise<Rules | undefined> {
  const file = path.join(root, dir, '.gitignore');
  try {
    if ((await disk.look(file)).kind === 'file') return { dir, patterns: ignore().add((await disk.bytes(file)).toString('utf8')) };
  } catch {
    // An unreadable .gitignore ignores nothing, as in git.
  }
  return undefined;
}

/** Asks each enclosing folder's rules, outermost first; the last one with an opinion wins. Folders end in a slash. */
function isIgnored(rules: readonly Rules[], id: string): boolean {
  let ignored = false;
  for (const { dir, patterns } of rules) {
    const answer = patterns.test(dir === '' ? id : id.slice(dir.length + 1));
    if (answer.ignored) ignored = true;
    else if (answer.unignored) ignored = false;
  }
  return ignored;
}
