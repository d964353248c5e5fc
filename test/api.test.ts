// The programmatic interface: the example of docs/api.md prints what is written there, and what the functions promise.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import * as unblock from '../src/index.ts';
import { git, repository, snapshot } from './bad-input-tree.ts';
import { folder } from './temporary.ts';
import { runCli } from './cli-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const app = {
  'package.json': '{"private":true}',
  'load.js': "const fs = require('fs');\n\nexports.load = function load(file) {\n  return fs.readFileSync(file, 'utf8');\n};\n",
  'main.js': "const { load } = require('./load');\n\nasync function main() {\n  console.log(load('package.json').length);\n}\nmain();\n",
};

test('the example of docs/api.md prints what is written there', () => {
  const page = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8');
  const [, example] = /<!-- example[^]*?```ts\n([^]*?)```/.exec(page)!;
  const [, output] = /<!-- output -->\n```\n([^]*?)```/.exec(page)!;
  const root = repository(app);
  const place = folder();
  execFileSync('cp', ['-r', root, path.join(place, 'app')]);
  writeFileSync(path.join(place, 'example.mts'), example!.replace("from 'unblock'", `from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)}`));
  const out = execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), 'example.mts'], { cwd: place, encoding: 'utf8' });
  expect(out).toBe(output);
  expect(Object.keys(unblock)).toEqual(expect.arrayContaining(/import \{ (.*) \} from 'unblock'/.exec(example!)![1]!.split(', ')));
});

describe('plan', () => {
  test('reads only, and is what the command line gives', async () => {
    const root = repository(app);
    const before = snapshot(root);
    const planned = await unblock.plan({ root, publicApi: 'break' });
    expect(snapshot(root)).toEqual(before);
    const report = JSON.parse((await runCli(root, ['plan', '--json', '--public-api', 'break'])).out) as Record<string, unknown>;
    expect(JSON.parse(unblock.preview(planned, 'json'))).toEqual({ plan: report['plan'], summary: report['summary'], changes: report['changes'] });
    expect(unblock.preview(planned, 'terminal')).toContain('+  console.log((await load(');
  });

  test('says which stages go by', async () => {
    const stages = new Set<string>();
    await unblock.plan({ root: repository(app), onProgress: (stage) => void stages.add(stage) });
    expect([...stages]).toEqual(expect.arrayContaining(['scan', 'propagate', 'rewrite', 'preview']));
  });

  test.each([
    [{ root: '/no/such/folder' }, 'there is no folder /no/such/folder'],
    [{ transforms: ['callbacks'] }, "there is no transform 'callbacks' (missing-await, coroutine-to-async, http-to-fetch, async-lib-to-await, callback-to-await, then-to-await, streams-to-await, timers-to-promises, sync-to-await, guard-races, add-cancellation, structured-concurrency, add-timeouts, bound-concurrency, graceful-shutdown, offload-to-worker)"],
    [{ since: 'nowhere' }, "git knows no commit 'nowhere'"],
    [{ buffer: { file: '../x.js', text: '' } }, '../x.js does not lie under'],
  ])('%j is a mistake', async (request, message) => {
    const error = await unblock.plan({ root: repository(app), ...request }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(unblock.UnblockError);
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
  });

  test('a saved plan stands for its changes while its files are what they were', async () => {
    const root = repository(app);
    const planned = await unblock.plan({ root, publicApi: 'break' });
    const saved = JSON.parse(JSON.stringify(planned.plan)) as unblock.MigrationPlan;
    expect((await unblock.planFromSaved(saved, root)).changes).toEqual(planned.changes);
    writeFileSync(path.join(root, 'load.js'), `${app['load.js']}// more\n`);
    await expect(unblock.planFromSaved(saved, root)).rejects.toMatchObject({ name: 'UnblockError', code: 'refused', files: ['load.js'] });
  });
});

describe('apply', () => {
  test('refuses files with uncommitted changes, and files that changed since', async () => {
    const root = repository(app);
    writeFileSync(path.join(root, 'load.js'), `// mine\n${app['load.js']}`);
    const planned = await unblock.plan({ root, publicApi: 'break' });
    await expect(unblock.apply(planned)).rejects.toMatchObject({ name: 'UnblockError', code: 'refused', files: ['load.js'] });
    writeFileSync(path.join(root, 'load.js'), `// mine, too\n${app['load.js']}`);
    const before = snapshot(root);
    await expect(unblock.apply(planned, { allowDirty: true })).rejects.toMatchObject({ name: 'WriteError', code: 'changed-since-preview' });
    expect(Object.entries(snapshot(root)).filter(([file]) => !file.startsWith('.unblock'))).toEqual(Object.entries(before));
  });

  test('nothing to write is no session', async () => {
    const root = repository({ 'a.js': 'module.exports = 1;\n' });
    expect(await unblock.apply(await unblock.plan({ root }))).toEqual({ session: undefined, written: [], notes: [], commits: [] });
  });
});

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

test('the packed package: ESM, CommonJS, types', () => {
  const stage = folder();
  // as `npm pack` after `npm run build` sees the project, without building in the project itself
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'src', 'transforms', 'bin', 'docs', 'LICENSE']) execFileSync('cp', ['-r', path.join(PROJECT, name), stage]);
  execFileSync('ln', ['-s', path.join(PROJECT, 'node_modules'), path.join(stage, 'node_modules')]);
  const tsc = path.join(PROJECT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: stage, stdio: 'pipe' });
  const name = execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: stage, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim().split('\n').at(-1)!;

  const consumer = repository({
    ...app,
    'esm.mjs': "import { plan, preview } from 'unblock';\nconst planned = await plan({ publicApi: 'break' });\nconsole.log(planned.summary.migrated, preview(planned, 'patch').length > 0);\n",
    'dynamic.cjs': "import('unblock').then(async ({ plan }) => console.log((await plan({ publicApi: 'break' })).summary.migrated));\n",
    'required.cjs': "console.log(typeof require('unblock').plan);\n",
    'typed.ts': "import { plan, preview, apply, undo, verify, explain, check, emptyBaseline, UnblockError, type Planned, type MigrationPlan } from 'unblock';\nconst planned: Planned = await plan({ root: '.', publicApi: 'dual' });\nconst bytes: Uint8Array = preview(planned, 'patch');\nconst text: string = preview(planned, 'html');\nconst saved: MigrationPlan = planned.plan;\nconst fresh: number = check(planned, emptyBaseline).new.length;\nconst session: string | undefined = (await apply(planned, { allowDirty: true })).session;\nawait undo('.', session);\nexport { bytes, text, saved, fresh, verify, explain, UnblockError };\n// @ts-expect-error there is no such format\npreview(planned, 'pdf');\n// @ts-expect-error there is no such policy\nawait plan({ publicApi: 'maybe' });\n",
    'tsconfig.json': '{"compilerOptions":{"module":"NodeNext","target":"ES2022","strict":true,"noEmit":true,"types":["node"],"skipLibCheck":false},"files":["typed.mts"]}',
  });
  execFileSync('mv', ['typed.ts', 'typed.mts'], { cwd: consumer });
  mkdirSync(path.join(consumer, 'node_modules'));
  execFileSync('bash', ['-c', `for d in "$0"/node_modules/* "$0"/node_modules/.bin; do ln -s "$d" node_modules/; done; rm -f node_modules/unblock; mkdir node_modules/unblock; tar xzf "$1" --strip-components=1 -C node_modules/unblock`, PROJECT, path.join(stage, name)], { cwd: consumer });
  git(consumer, 'status');

  const run = (file: string, ...flags: string[]): string => execFileSync(process.execPath, [...flags, file], { cwd: consumer, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(run('esm.mjs')).toBe('1 true\n');
  expect(run('dynamic.cjs')).toBe('1\n');
  expect(run('required.cjs', ...(process.features.require_module ? ['--no-warnings'] : ['--experimental-require-module', '--no-warnings']))).toBe('function\n');
  expect(execFileSync(process.execPath, [path.join(consumer, 'node_modules/unblock/bin/unblock.js'), '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  const types = ((): string => {
    try {
      return execFileSync(process.execPath, [tsc, '-p', '.'], { cwd: consumer, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  })();
  expect(types).toBe('');
  rmSync(path.join(consumer, 'node_modules'), { recursive: true });
}, 600_000);
