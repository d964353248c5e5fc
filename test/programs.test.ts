// Every program of __testfixtures__/programs: the whole repository changes as expected, does what it did, and says why.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { explainerOf } from '../src/cli/study.ts';
import type { MigrationPlan, PublicApiPolicy } from '../src/core/plan.ts';
import { analyse } from '../src/pipeline.ts';
import { palette } from '../src/preview/palette.ts';
import { explanation } from '../src/preview/why.ts';
import { FIXTURES, folder, run, UPDATE, type Ran } from './fixture-run.ts';

// programs are run and checked: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = path.join(FIXTURES, 'programs');

/** Text files below `dir`, by path. */
function filesOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const ids = files.map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(ids.map((id) => [id, readFileSync(path.join(dir, id), 'utf8')]));
}

/** A copy of `dir` in which the packages of the repository can load each other, as `npm install` would do it. */
function installed(dir: string): string {
  const root = folder();
  cpSync(dir, root, { recursive: true });
  for (const id of Object.keys(filesOf(dir)).filter((file) => path.basename(file) === 'package.json')) {
    const { name, devDependencies } = JSON.parse(readFileSync(path.join(root, id), 'utf8')) as { name?: string; devDependencies?: Record<string, string> };
    for (const tool of Object.keys(devDependencies ?? {})) cpSync(path.join(FIXTURES, 'stand-ins', tool), path.join(root, 'node_modules', tool), { recursive: true });
    if (!name?.startsWith('@')) continue;
    mkdirSync(path.join(root, 'node_modules', path.dirname(name)), { recursive: true });
    symlinkSync(path.join(root, path.dirname(id)), path.join(root, 'node_modules', name));
  }
  return root;
}

/** What a program is checked with: `options.json`, else its main.js and its tests. */
interface Options {
  readonly publicApi: PublicApiPolicy;
  /** File and arguments of each run. */
  readonly run: readonly (readonly [string, ...string[]])[];
}

function optionsOf(dir: string): Options {
  const tests = Object.keys(filesOf(path.join(dir, 'before'))).filter((file) => file.endsWith('.test.js'));
  const file = path.join(dir, 'options.json');
  const given = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Options>) : {};
  return { publicApi: 'break', run: ['main.js', ...tests].map((each) => [each]), ...given };
}

/** Runs everything in a copy of `dir`, one after another. */
async function runAll(dir: string, { run: commands }: Options): Promise<readonly Ran[]> {
  const root = installed(dir);
  const ran: Ran[] = [];
  for (const [file, ...args] of commands) ran.push(await run({ file }, root, args));
  expect(ran.every(({ stdout }) => stdout !== '')).toBe(true);
  return ran;
}

/** The explanation of every decision, in the order of the plan. */
function whys(plan: MigrationPlan): string {
  const look = { colours: palette(false), width: 120 };
  const decisions = Object.keys(plan.files).sort().flatMap((file) => plan.files[file]!.decisions);
  return `${decisions.map((decision) => explanation(decision, explainerOf(plan), look).join('\n')).join('\n\n')}\n`;
}

test.each(readdirSync(FOLDER))('%s', async (name) => {
  const dir = path.join(FOLDER, name);
  const before = path.join(dir, 'before');
  const options = optionsOf(dir);
  const { publicApi } = options;

  const root = installed(before);
  const { plan, changes } = await analyse({ root, publicApi, transforms: ['sync-to-await'] });
  expect(plan.problems).toEqual([]);
  const results = { ...filesOf(before), ...Object.fromEntries(changes.map(({ file, after }) => [file, after])) };
  const why = whys(plan);
  if (UPDATE) {
    rmSync(path.join(dir, 'after'), { recursive: true, force: true });
    for (const [file, text] of Object.entries(results)) {
      mkdirSync(path.dirname(path.join(dir, 'after', file)), { recursive: true });
      writeFileSync(path.join(dir, 'after', file), text);
    }
    writeFileSync(path.join(dir, 'why.txt'), why);
  }
  expect(results).toEqual(filesOf(path.join(dir, 'after')));
  expect(why).toBe(readFileSync(path.join(dir, 'why.txt'), 'utf8'));
  expect(await runAll(path.join(dir, 'after'), options)).toEqual(await runAll(before, options));

  for (const { file, after } of changes) writeFileSync(path.join(root, file), after);
  const again = await analyse({ root, publicApi, transforms: ['sync-to-await'] });
  expect(again.changes).toEqual([]);
});
