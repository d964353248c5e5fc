// The programs of __testfixtures__/programs: copies of them, and what they print when they are run.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { PublicApiPolicy } from '../src/core/plan.ts';
import { FIXTURES, run, type Ran } from './fixture-run.ts';
import { PROJECT, folder } from './temporary.ts';

export const FOLDER = path.join(FIXTURES, 'programs');

/** Text files below `dir`, by path. */
export function filesOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const ids = files.map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(ids.map((id) => [id, readFileSync(path.join(dir, id), 'utf8')]));
}

/** A stand-in for a tool, or the tool itself. */
function provide(tool: string, to: string): void {
  const standIn = path.join(FIXTURES, 'stand-ins', tool);
  if (existsSync(standIn)) return cpSync(standIn, to, { recursive: true });
  mkdirSync(path.dirname(to), { recursive: true });
  symlinkSync(realpathSync(path.join(FIXTURES, '..', 'node_modules', tool)), to);
}

/** What generated code asks for is the real thing. */
export function providePool(dir: string, name = 'piscina'): void {
  mkdirSync(path.join(dir, 'node_modules'), { recursive: true });
  symlinkSync(path.join(PROJECT, 'node_modules', name), path.join(dir, 'node_modules', name));
}

/** A copy of `dir` in which the packages of the repository can load each other, as `npm install` would do it. */
export function installed(dir: string): string {
  const root = folder();
  cpSync(dir, root, { recursive: true });
  for (const id of Object.keys(filesOf(dir)).filter((file) => path.basename(file) === 'package.json')) {
    const { name, dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, id), 'utf8')) as { name?: string; dependencies?: Record<string, string>; devDependencies?: Record<string, string> };
    for (const name of ['piscina', 'synckit']) if (dependencies?.[name] !== undefined) providePool(path.join(root, path.dirname(id)), name);
    for (const tool of Object.keys(devDependencies ?? {})) provide(tool, path.join(root, 'node_modules', tool));
    if (!name?.startsWith('@')) continue;
    mkdirSync(path.join(root, 'node_modules', path.dirname(name)), { recursive: true });
    symlinkSync(path.join(root, path.dirname(id)), path.join(root, 'node_modules', name));
  }
  return root;
}

/** What a program is checked with: `options.json`, else its main.js and its tests. */
export interface Options {
  readonly publicApi: PublicApiPolicy;
  readonly transforms: readonly string[];
  /** Functions that run in worker threads. */
  readonly offload?: readonly string[];
  /** Where signals come from that are handed on. */
  readonly cancel?: readonly string[];
  /** Functions that callers who cannot wait may block for. */
  readonly bridge?: readonly string[];
  /** File and arguments of each run. */
  readonly run: readonly (readonly [string, ...string[]])[];
}

export function optionsOf(dir: string): Options {
  const tests = Object.keys(filesOf(path.join(dir, 'before'))).filter((file) => file.endsWith('.test.js'));
  const file = path.join(dir, 'options.json');
  const given = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Options>) : {};
  return { publicApi: 'break', transforms: ['sync-to-await'], run: ['main.js', ...tests].map((each) => [each]), ...given };
}

/** Runs everything in a copy of `dir`, one after another. */
export const runAll = (dir: string, options: Options): Promise<readonly Ran[]> => runIn(installed(dir), options);

/** Runs everything in `root`. */
export async function runIn(root: string, { run: commands }: Options): Promise<readonly Ran[]> {
  const ran: Ran[] = [];
  for (const [file, ...args] of commands) ran.push(await run({ file }, root, args));
  expect(ran.every(({ stdout }) => stdout !== '')).toBe(true);
  return ran;
}
