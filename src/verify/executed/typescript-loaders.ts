// How a module written in TypeScript is loaded: with a loader that its repository has installed, else compiled file by file.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScannedRepo } from '../../core/source.ts';
import { compilerFile } from '../../resolve/program.ts';
import { asset } from './assets.ts';

/** One way to start Node so that it loads TypeScript. */
export interface Loader {
  /** The package, or `compiler`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface KnownLoader {
  readonly package: string;
  /** What is preloaded. */
  readonly entry: string;
  /** How: hooks for both module systems come with --import. */
  readonly flag: '--import' | '--require';
  /** Lowest major version for which this holds. */
  readonly since: number;
}

/** Facts: their own documentation. In the order in which they are tried: what loads both kinds of modules comes first. */
const KNOWN: readonly KnownLoader[] = [
  { package: 'tsx', entry: 'tsx', flag: '--import', since: 4 },
  { package: '@swc-node/register', entry: '@swc-node/register', flag: '--require', since: 1 },
  { package: 'esbuild-register', entry: 'esbuild-register', flag: '--require', since: 2 },
  { package: 'ts-node', entry: 'ts-node/register/transpile-only', flag: '--require', since: 7 },
  { package: 'sucrase', entry: 'sucrase/register', flag: '--require', since: 3 },
];

/** The loaders of the copy in `dir`, those that the repository asks for first; nothing of them is run here. */
export async function typescriptLoaders(repo: ScannedRepo, dir: string): Promise<Loader[]> {
  const loaders: Loader[] = [];
  for (const known of KNOWN) {
    if (!repo.packages.some(({ dependencies }) => dependencies[known.package] !== undefined)) continue;
    const entry = await installed(known, dir);
    if (entry !== undefined) loaders.push({ name: known.package, args: [known.flag, known.flag === '--import' ? pathToFileURL(entry).href : entry], env: {} });
  }
  return [...loaders, { name: 'compiler', args: ['--require', asset('typescript.cjs')], env: { UNBLOCK_COMPILER: compilerFile() } }];
}

/** Path of what is to be preloaded, within the copy. */
async function installed({ package: name, entry, since }: KnownLoader, dir: string): Promise<string | undefined> {
  try {
    const { version } = JSON.parse(await readFile(path.join(dir, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
    if (Number.parseInt(version, 10) < since) return undefined;
    return createRequire(path.join(dir, 'package.json')).resolve(entry);
  } catch {
    return undefined;
  }
}
