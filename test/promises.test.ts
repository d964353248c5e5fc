// What the README promises (P1 to P12 of docs/safety.md), as far as no other test holds it: over the whole command line.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { BREAKS } from '../scripts/promises/breaks.ts';
import type { Report } from '../src/cli/report.ts';
import type { MigrationPlan } from '../src/core/plan.ts';
import { analyse } from '../src/pipeline.ts';
import * as pool from '../src/scan/pool.ts';
import { unblock } from './bad-input-cli.ts';
import { git, repository, snapshot } from './bad-input-tree.ts';
import { type Entry, folder, put, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });
vi.mock('../src/scan/pool.ts', async (original) => ({ ...(await original<typeof pool>()) }));

const LIB = "const fs = require('fs');\nexports.read = (name) => fs.readFileSync(name, 'utf8');\n";
const MAIN = "const { read } = require('./lib');\nconsole.log(read('a.txt'));\n";
const PROGRAM: Readonly<Record<string, Entry>> = { 'package.json': '{ "private": true }\n', 'lib.js': LIB, 'main.js': MAIN, 'a.txt': 'a' };
const WRITE = ['run', '--all', '--write', '--public-api', 'break'];

/** The program as another process, from the sources. */
const program = (argv: readonly string[]): string[] => [
  '--import', import.meta.resolve('tsx'), '--input-type=module', '--eval',
  `import { main } from ${JSON.stringify(new URL('../src/cli/main.ts', import.meta.url).href)}; process.exitCode = await main(${JSON.stringify(argv)});`,
];

function inProcess(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}, before: readonly string[] = []): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [...before, ...program(argv)], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => void (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => void (err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

describe('P1: nothing is written without a yes or --write', () => {
  test.each([[[]], [['run']], [['run', '--dry-run']], [['run', '--check']], [['run', '--json']], [['scan']], [['plan']], [['plan', '--check']], [['explain', 'lib.js:2']]])('unblock %j', async (words) => {
    const root = repository(PROGRAM);
    const before = snapshot(root);
    const { out } = await unblock(root, ...words, '--public-api', 'break');
    expect(out).not.toBe('');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('P5: a write that was cut off', () => {
  /** A tree in which a real `run --write` was killed halfway: some files new, some old. */
  async function killed(): Promise<{ root: string; before: Record<string, string> }> {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}.js`, `const fs = require('fs');\nconsole.log(${index}, fs.readFileSync('a.txt', 'utf8'));\n`]));
    const root = repository({ ...PROGRAM, ...files });
    const before = snapshot(root);
    for (;;) {
      const child = spawn(process.execPath, program(WRITE), { cwd: root, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const first = fs.readFileSync(path.join(root, 'f0.js'), 'utf8');
      while (child.exitCode === null && fs.readFileSync(path.join(root, 'f0.js'), 'utf8') === first) await sleep(1);
      child.kill('SIGKILL');
      await ended;
      const changed = Object.keys(files).filter((file) => snapshotOf(root, file) !== before[file]).length;
      if (changed > 0 && changed < 300) return { root, before };
      await unblock(root, 'undo');
      expect(snapshot(root)).toEqual(before);
    }
  }
  const snapshotOf = (root: string, file: string): string => `file ${(fs.statSync(path.join(root, file)).mode & 0o7777).toString(8)} ${fs.readFileSync(path.join(root, file)).toString('base64')}`;

  test('undo restores the exact tree', async () => {
    const { root, before } = await killed();
    expect(await unblock(root, 'undo')).toMatchObject({ code: 0 });
    expect(snapshot(root)).toEqual(before);
  });

  test('who only looks is told, and nothing is touched', async () => {
    const { root } = await killed();
    const half = snapshot(root);
    const { err } = await unblock(root, 'run', '--public-api', 'break');
    expect(err).toMatch(/^unblock: session 0001-\S+ was cut off .*npx unblock undo/m);
    expect(snapshot(root)).toEqual(half);
  });

  test('the next run settles it first, does its own, and can be undone', async () => {
    const { root, before } = await killed();
    const { code, err } = await unblock(root, ...WRITE);
    expect([code, err]).toEqual([0, expect.stringContaining('had been cut off: its files are as they were before it')]);
    const after = snapshot(root);
    const changed = Object.keys(before).filter((file) => /^f\d+\.js$/.test(file) && after[file] !== before[file]);
    expect(changed).toHaveLength(300);
    expect((await unblock(root, 'undo')).code).toBe(0);
    expect(snapshot(root)).toEqual(before);
  });
});

test('P8: the second run is empty, whatever the first one needed: an async main, an import, a runtime function, a loop', async () => {
  const root = repository({
    ...PROGRAM,
    'more.mjs': "import { existsSync, readdirSync } from 'fs';\nexport function list(dir) {\n  return readdirSync(dir).map((name) => existsSync(name));\n}\nlist('.').forEach((there) => console.log(there));\n",
    'run.js': "const { execSync, spawnSync } = require('child_process');\nconsole.log(String(execSync('ls')), spawnSync('ls').status);\n",
  });
  expect((await unblock(root, ...WRITE)).code).toBe(0);
  const after = snapshot(root);
  const second = await unblock(root, ...WRITE, '--allow-dirty');
  expect([second.code, second.out]).toEqual([0, expect.stringMatching(/nothing to change\n$/)]);
  expect(snapshot(root)).toEqual(after);
});

describe('P10: analysing runs no code of the repository, and nothing leaves the machine', () => {
  test('nothing that other tools execute is executed, and no socket is opened', async () => {
    const mark = path.join(folder(), 'executed');
    const trap = `require('fs').appendFileSync(${JSON.stringify(mark)}, __filename + '\\n');\n`;
    const root = repository({
      ...PROGRAM,
      'package.json': JSON.stringify({ private: true, scripts: { preinstall: `touch ${mark}`, prepare: `touch ${mark}`, test: `touch ${mark}` }, unblock: {} }),
      'main.js': trap + MAIN,
      'unblock.config.js': trap, 'unblock.config.cjs': trap, '.babelrc.js': trap, 'babel.config.js': trap, 'jest.config.js': trap, 'eslint.config.js': trap, '.pnp.cjs': trap,
      'tsconfig.json': JSON.stringify({ compilerOptions: { allowJs: true, checkJs: true, plugins: [{ name: './plugin.js' }] }, extends: './base.json' }), 'base.json': '{}', 'plugin.js': trap,
    });
    put(root, {
      'node_modules/typescript/package.json': '{ "name": "typescript", "version": "5.0.0", "main": "index.js" }', 'node_modules/typescript/index.js': trap,
      'node_modules/jscodeshift/index.js': trap, 'node_modules/.bin/git': { text: `#!/bin/sh\ntouch ${mark}\n`, mode: 0o755 },
      '.git/hooks/post-index-change': { text: `#!/bin/sh\ntouch ${mark}\n`, mode: 0o755 },
    });
    git(root, 'config', 'core.fsmonitor', `touch ${mark} #`);
    const preload = path.join(tree({ 'no-network.cjs': "const net = require('net'); const { connect } = net.Socket.prototype; net.Socket.prototype.connect = function (...args) { const [to] = [args[0]].flat(); /* tsx talks to itself */ if (typeof to === 'object' && to.path) return connect.apply(this, args); process.stderr.write('CONNECTS'); process.exit(99); }; require('dns').lookup = () => { process.stderr.write('LOOKS UP'); process.exit(98); };" }), 'no-network.cjs');
    const { code, out, err } = await inProcess(['plan', '--all', '--public-api', 'break', '--json'], root, {}, ['--require', preload]);
    expect([code, err]).toEqual([0, expect.stringMatching(/^(?:unblock: unblock\.config\.c?js is not read unless it is named.*\n)*$/)]);
    expect((JSON.parse(out) as Report).plan!.sites.length).toBeGreaterThan(0);
    expect(fs.existsSync(mark) ? fs.readFileSync(mark, 'utf8') : 'nothing').toBe('nothing');
  });
});

describe('P11: the same input gives the same plan', () => {
  const files: Readonly<Record<string, Entry>> = {
    ...PROGRAM,
    'i.js': LIB, 'I2.js': LIB, 'ı.js': LIB, 'ä.js': LIB, 'z.js': LIB, '_.js': LIB, 'lib/b.js': `${LIB}require('../z').read('x');\n`, 'lib/a.js': `const { read } = require('./b');\nfor (const name of ['a']) console.log(read(name));\n`,
    'typed/tsconfig.json': '{}', 'typed/a.ts': "import fs from 'fs';\nexport interface Store { get(name: string): string }\nexport const store: Store = { get: (name) => fs.readFileSync(name, 'utf8') };\n", 'typed/b.ts': "import { store } from './a';\nconsole.log(store.get('x'));\n",
  };
  const planOf = async (root: string): Promise<string> => JSON.stringify((await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })).plan);

  test('in whatever order files are made and come back from the disk, with git or without', async () => {
    const plan = await planOf(tree(files));
    expect(JSON.parse(plan)).toMatchObject({ sites: expect.arrayContaining([expect.objectContaining({ outcome: 'migrated' })]) });
    expect(await planOf(tree(Object.fromEntries(Object.entries(files).reverse())))).toBe(plan);
    expect(await planOf(repository(files))).toBe(plan);
    const real = pool.mapPool;
    const narrow = vi.spyOn(pool, 'mapPool').mockImplementation((items, width, work) =>
      real(items, width === 32 ? 3 : 1, async (item) => {
        await sleep(Math.random() * 5);
        return work(item);
      }));
    expect(await planOf(tree(files))).toBe(plan);
    expect(narrow).toHaveBeenCalled();
    narrow.mockRestore();
  });

  test('in any locale, time zone and number of threads', async () => {
    const root = tree(files);
    const json = async (env: NodeJS.ProcessEnv): Promise<MigrationPlan> => {
      const { code, out } = await inProcess(['plan', '--all', '--public-api', 'break', '--json'], root, env);
      expect(code).toBe(0);
      return (JSON.parse(out) as Report).plan!;
    };
    const plan = await json({ LC_ALL: 'C', LANG: 'C', TZ: 'UTC' });
    expect(await json({ LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu', UV_THREADPOOL_SIZE: '1' })).toEqual(plan);
  });
});

test('P12: every blocking call is accounted for, and the sum holds', async () => {
  // one call on every line that begins with a mark
  const source = `
const fs = require('fs');
const { existsSync, readFileSync: load } = fs;
const cp = require('node:child_process');
const fse = require('fs-extra');
/*@*/ const top = fs.readFileSync('a');
/*@*/ exports.named = () => existsSync('a');
/*@*/ exports.renamed = (a = load('a')) => a;
/*@*/ exports.process = () => cp.execSync('ls');
/*@*/ exports.other = () => fse.readJsonSync('a');
class A {
/*@*/ constructor() { this.a = fs.statSync('a'); }
/*@*/ get b() { return fs.statSync('a'); }
/*@*/ static c = fs.statSync('a');
/*@*/ *d() { yield fs.statSync('a'); }
/*@*/ async e() { return fs.statSync('a'); }
}
/*@*/ [1].sort(() => fs.statSync('a').size);
/*@*/ process.on('exit', () => fs.writeFileSync('a', ''));
/*@*/ JSON.stringify({ toJSON: () => fs.statSync('a') });
/*@*/ if (false) fs.statSync('a');
/*@*/ try { fs.statSync('a'); } catch {} finally {}
/*@*/ \`\${fs.statSync('a')}\`;
/*@*/ fs.statSync?.('a');
/*@*/ fs['statSync']('a');
/*@*/ require('fs').statSync('a');
/*@*/ unknown(() => fs.statSync('a'));
/*@*/ eval('1'), fs.statSync('a');
`;
  const root = tree({ 'package.json': '{ "private": true }', 'a.js': source, 'broken.js': "require('fs').statSync('a'", 'test/a.test.js': "/*@*/ require('fs').statSync('a');\n" });
  const { out, code } = await unblock(root, 'plan', '--all', '--json');
  expect(code).toBe(3);
  const { plan, summary } = JSON.parse(out) as Report;
  const marked = source.split('\n').flatMap((line, index) => (line.startsWith('/*@*/') ? [index + 1] : []));
  expect(plan!.sites.filter(({ file }) => file === 'a.js').map(({ line }) => line)).toEqual(marked);
  expect(plan!.sites.filter(({ file }) => file !== 'a.js').map(({ file }) => file)).toEqual(['test/a.test.js']);
  for (const { outcome, reason, message } of plan!.sites) expect([outcome, reason !== undefined, message !== undefined]).toEqual([outcome, outcome === 'refused', outcome === 'refused']);
  expect(summary!.sites).toBe(marked.length + 1);
  expect(summary!.migrated + summary!.twinned + summary!.refused + summary!.failed).toBe(summary!.sites);
  expect(plan!.problems.map(({ file }) => file)).toEqual(['broken.js']);
  const text = (await unblock(root, 'run', '--all')).out;
  const [, kinds, ...parts] = /(\d+ [\d\w +]+) = (\d+) migrated \+ (\d+) twinned \+ (\d+) refused \+ (\d+) failed/.exec(text)!;
  const total = (counts: readonly string[]): number => counts.reduce((sum, count) => sum + Number.parseInt(count, 10), 0);
  expect(total(kinds!.split(' + '))).toBe(total(parts));
  expect(total(parts)).toBeGreaterThan(marked.length);
});

test('every promise has code that was broken to see a test fail, and that code and those tests are there', () => {
  const root = path.resolve(import.meta.dirname, '..');
  const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
  expect([...new Set(BREAKS.map(({ promise }) => promise))]).toEqual(Array.from({ length: 12 }, (_, index) => `P${index + 1}`));
  for (const { file, find, test: tests, name, what } of BREAKS) {
    expect(read(file).includes(find), `${file} holds what is broken for: ${what}`).toBe(true);
    expect(tests === 'test/fixtures.test.ts' || [name, name.replace(/\w+$/, '%s')].some((words) => read(tests).includes(words)), `${tests} has the test ${name}`).toBe(true);
  }
});
