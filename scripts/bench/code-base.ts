// The code base that the bench works on: pinned npm packages that ship their sources, or a folder named by hand.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { unpack } from '../corpus/checkout.ts';
import { commitAll } from '../shared/git.ts';
import { PROJECT } from '../shared/unblock.ts';

export interface CodeBase {
  readonly root: string;
  readonly files: readonly string[];
  readonly lines: number;
  readonly bytes: number;
  /** For tsc: the code base's own, or one that checks its JavaScript. */
  readonly tsconfig: string;
  /** The same for the native compiler, which knows fewer module kinds. */
  readonly nativeTsconfig: string;
}

/** CommonJS of four hands, 270,000 lines: a bundler, a linter, a process manager and a command line, the last two full of fs. */
const PACKAGES = ['webpack@5.99.9', 'eslint@9.30.0', 'pm2@6.0.8', 'ember-cli@6.5.0'];
/** Templates with placeholders: they are no JavaScript, and tsc checks nothing at all when one file does not parse. */
const TEMPLATES = ['ember-cli/blueprints', ...['app-boot', 'app-config', 'app-prefix', 'app-suffix', 'test-support-prefix', 'test-support-suffix', 'vendor-prefix', 'vendor-suffix'].map((name) => `ember-cli/lib/broccoli/${name}.js`)];
const SOURCES = new Set(['.js', '.cjs', '.mjs', '.jsx', '.ts', '.cts', '.mts', '.tsx']);
const SKIPPED = new Set(['node_modules', '.git', '.unblock', 'dist', 'coverage']);

/** The packages, unpacked once into the system's temporary folder. @throws Error when they cannot be had */
export async function pinnedCodeBase(): Promise<CodeBase> {
  const root = join(tmpdir(), 'unblock-bench', PACKAGES.join('+'));
  if (!(await exists(root))) {
    const unfinished = `${root}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    for (const spec of PACKAGES) {
      const dir = join(unfinished, spec.replace(/@.*/, ''));
      await mkdir(dir, { recursive: true });
      await unpack(spec, dir);
    }
    for (const path of TEMPLATES) await rm(join(unfinished, path), { recursive: true });
    await writeFile(join(unfinished, 'package.json'), `${JSON.stringify({ name: 'bench', private: true, workspaces: ['*'] }, null, 2)}\n`);
    await commitAll(unfinished, 'sources');
    await rename(unfinished, root);
  }
  return codeBase(root);
}

/** Every source file below `dir`. */
export async function codeBase(dir: string): Promise<CodeBase> {
  const root = resolve(dir);
  const files = await sourcesBelow(root);
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const lines = texts.reduce((sum, text) => sum + text.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0), 0);
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  return { root, files, lines, bytes, ...(await tsconfigsFor(root, files)) };
}

async function sourcesBelow(dir: string): Promise<string[]> {
  const entries = (await readdir(dir, { withFileTypes: true })).filter(({ name }) => !SKIPPED.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) found.push(...(await sourcesBelow(path)));
    else if (entry.isFile() && SOURCES.has(extname(entry.name)) && !/\.d\.[cm]?ts$|\.min\.js$/.test(entry.name)) found.push(path);
  }
  return found;
}

/** Where there is none, one that reads and checks the JavaScript; what the code requires from elsewhere is not installed. */
async function tsconfigsFor(root: string, files: readonly string[]): Promise<Pick<CodeBase, 'tsconfig' | 'nativeTsconfig'>> {
  const own = join(root, 'tsconfig.json');
  if (await exists(own)) return { tsconfig: own, nativeTsconfig: own };
  const options = { noEmit: true, allowJs: true, checkJs: true, target: 'ES2022', skipLibCheck: true, jsx: 'preserve', types: ['node'], typeRoots: [join(PROJECT, 'node_modules/@types')] };
  return {
    tsconfig: await made('tsconfig.json', { ...options, module: 'CommonJS', moduleResolution: 'Node10', ignoreDeprecations: '6.0' }, files),
    nativeTsconfig: await made('tsconfig.native.json', { ...options, module: 'CommonJS', moduleResolution: 'Bundler' }, files),
  };
}

async function made(name: string, compilerOptions: object, files: readonly string[]): Promise<string> {
  const file = join(tmpdir(), 'unblock-bench', name);
  await mkdir(join(tmpdir(), 'unblock-bench'), { recursive: true });
  await writeFile(file, JSON.stringify({ compilerOptions, files }, null, 1));
  return file;
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);
