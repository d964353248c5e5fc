// Which of some words installed packages mention, with all that they depend on: by reading; nothing is loaded or run.
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { mapPool } from './pool.ts';

const READERS = 16;
/** A package with more code than this may mention anything. */
const MAX_FILES = 3000;
const MAX_BYTES = 2_000_000;
const LEFT_OUT = /^(node_modules|test|tests|__tests__|docs?|examples?|benchmarks?|typings|\..*)$/i;

/**
 * The words among `words` that the code of each package of `names` mentions, its dependencies' code included.
 *
 * @returns undefined for a package that is not installed, or too large to be read: it may mention anything.
 */
export async function foreignWords(root: string, names: readonly string[], words: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string> | undefined>> {
  const packages = new Map<string, Promise<Package | undefined>>();
  const found = new Map<string, ReadonlySet<string> | undefined>();
  for (const name of names) {
    const seen = new Map<string, Package>();
    const all = await collect(name, root, seen, packages, words);
    found.set(name, all ? new Set([...seen.values()].flatMap((each) => [...each.words])) : undefined);
  }
  return found;
}

interface Package {
  readonly dir: string;
  readonly dependencies: readonly string[];
  readonly words: ReadonlySet<string>;
}

/** Adds a package and all that it depends on to `seen`; false when one of them cannot be read. */
async function collect(name: string, from: string, seen: Map<string, Package>, packages: Map<string, Promise<Package | undefined>>, words: readonly string[]): Promise<boolean> {
  const dir = await find(name, from);
  if (dir === undefined) return false;
  if (seen.has(dir)) return true;
  const reading = packages.get(dir) ?? read(dir, words);
  packages.set(dir, reading);
  const found = await reading;
  if (!found) return false;
  seen.set(dir, found);
  for (const dependency of found.dependencies) if (!(await collect(dependency, dir, seen, packages, words))) return false;
  return true;
}

/** The folder of a package as Node finds it from `from`. */
async function find(name: string, from: string): Promise<string | undefined> {
  for (let dir = from; ; dir = path.dirname(dir)) {
    const candidate = path.join(dir, 'node_modules', name);
    if (await stat(path.join(candidate, 'package.json')).then(() => true, () => false)) return candidate;
    if (dir === path.dirname(dir)) return undefined;
  }
}

async function read(dir: string, words: readonly string[]): Promise<Package | undefined> {
  const files: string[] = [];
  const folders = [dir];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (entry.isDirectory()) { if (!LEFT_OUT.test(entry.name)) folders.push(path.join(folder, entry.name)); } else if (/\.[cm]?js$/.test(entry.name)) files.push(path.join(folder, entry.name));
    }
    if (files.length > MAX_FILES) return undefined;
  }
  const manifest: unknown = await readFile(path.join(dir, 'package.json'), 'utf8').then(JSON.parse).catch(() => undefined);
  const dependencies = typeof manifest === 'object' && manifest !== null && 'dependencies' in manifest ? manifest.dependencies : {};
  const texts = await mapPool(files, READERS, async (file) => {
    if ((await stat(file)).size > MAX_BYTES) return words.join(' ');
    const text = await readFile(file, 'utf8');
    return words.filter((word) => text.includes(word)).join(' ');
  });
  return { dir, dependencies: typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [], words: new Set(texts.flatMap((text) => text.split(' '))) };
}
