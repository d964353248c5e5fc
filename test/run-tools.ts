// Runs what users run: our command line (in this process, from its sources) and the real jscodeshift binary.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { main } from '../src/cli/main.ts';
import { PROJECT, put } from './temporary.ts';

export const TRANSFORM = path.join(PROJECT, 'transforms/sync-to-await/index.ts');
const JSCODESHIFT = path.join(PROJECT, 'node_modules/.bin/jscodeshift');

/** Path -> content. */
export type Files = Readonly<Record<string, string | Buffer>>;

const folders: string[] = [];

/** A new empty folder; `removeFolders` takes it away. */
export function folder(): string {
  const made = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'unblock-')));
  folders.push(made);
  return made;
}

export function removeFolders(): void {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
}

/** Writes `files` into a new folder. */
export function tree(files: Files): string {
  const root = folder();
  put(root, files);
  return root;
}

/** Every file below `root` with its bytes, one byte a character; unblock's own journal and .git left out. */
export function contents(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    if (entry.isFile() && !/^\.(?:git|unblock)\//.test(file)) found[file] = readFileSync(path.join(root, file), 'latin1');
  }
  return Object.fromEntries(Object.entries(found).sort());
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `unblock <argv>` in `cwd`. */
export async function unblock(cwd: string, ...argv: string[]): Promise<Ended> {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => void (said[name] += text), on: () => {}, off: () => {} });
  const code = await main(argv, { stdout: stream('out'), stderr: stream('err'), cwd, env: {}, interactive: false });
  return { code, ...said };
}

let cache: string | undefined;

/** Babel's cache of compiled transforms is one of this test file's own. */
const cacheFolder = (): string => (cache ??= folder());

/** Runs a program; its exit code is an answer. */
export function ran(command: string, argv: readonly string[], cwd: string): Promise<Ended> {
  const env = { ...process.env, BABEL_CACHE_PATH: path.join(cacheFolder(), 'babel.json'), NO_COLOR: '1', FORCE_COLOR: '0', NODE_OPTIONS: '' };
  return new Promise((resolve) => {
    execFile(command, [...argv], { cwd, env, timeout: 120_000 }, (error, out, err) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : 128) : 0, out, err });
    });
  });
}

/**
 * `jscodeshift -t transforms/sync-to-await/index.ts <flags> <paths>`, in one process, on `paths` of the folder `root`.
 * Always from the same folder: Babel's cache holds for one current folder only, and without it each run takes seconds.
 */
export const jscodeshift = (root: string, flags: readonly string[] = [], paths: readonly string[] = ['.']): Promise<Ended> =>
  ran(JSCODESHIFT, ['--run-in-band', '-t', TRANSFORM, `--root=${root}`, ...flags, ...paths.map((one) => path.join(root, one))], cacheFolder());
