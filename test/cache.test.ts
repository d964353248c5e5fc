// A plan from the cache is the plan that would be made anew: whatever it depends on, one byte of it is enough to make it again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cachedAnalysis } from '../src/cache/cached-analysis.ts';
import { cacheFolder } from '../src/cache/store.ts';
import { main } from '../src/cli/main.ts';
import { analyse, type Analysis } from '../src/pipeline.ts';
import { disk, Trace, tracing } from '../src/scan/disk.ts';
import { FIXTURES } from './fixture-run.ts';
import { folder, put, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => void vi.unstubAllEnvs());

/** A folder with these files, and a cache of its own. */
function repository(files: Readonly<Record<string, string>>): string {
  vi.stubEnv('XDG_CACHE_HOME', folder());
  return tree(files);
}

/** An analysis through the cache, and whether it was made anew. */
async function planned(root: string, publicApi: 'break' | 'keep' = 'break'): Promise<Pick<Analysis, 'plan' | 'changes' | 'repo'> & { isNew: boolean }> {
  let isNew = false;
  const result = await cachedAnalysis({ root, options: { publicApi } }, () => {
    isNew = true;
    return analyse({ root, publicApi, transforms: ['sync-to-await'] });
  });
  return { ...result, isNew };
}

/** Short enough to be read when two of them differ. */
const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Plan and changes byte for byte; the files of the scan in whatever order their properties have. */
const asJson = ({ plan, changes, repo }: Pick<Analysis, 'plan' | 'changes' | 'repo'>): string =>
  digest({ plan, changes, repo: { ...repo, files: repo.files.map(sorted), others: (repo.others ?? []).map(sorted) } });
const sorted = (file: object): object => Object.entries(file).sort(([a], [b]) => (a < b ? -1 : 1));

const MAIN = "const fs = require('fs');\nconst stubs = require('stubs');\nfunction read() { return fs.readFileSync('x', 'utf8'); }\nstubs.later(() => read());\nmodule.exports = read;\n";
const FILES = {
  'package.json': '{"name":"it","version":"1.0.0","dependencies":{"stubs":"1"}}\n',
  '.gitignore': 'ignored.js\n',
  'lib/main.js': MAIN,
  'lib/main.d.ts': 'declare function read(): string;\nexport = read;\n',
  'bin/tool': "#!/usr/bin/env node\nrequire('../lib/main')();\n",
  'ignored.js': MAIN,
  'test/main.test.js': "const fs = require('fs');\nconst sinon = require('sinon');\nit('reads', () => { sinon.stub(fs, 'readFileSync').returns('x'); require('../lib/main')(); fs.readFileSync.restore(); });\n",
  'tsconfig.json': '{"compilerOptions":{"allowJs":true,"checkJs":true,"noEmit":true},"include":["lib"]}\n',
  'node_modules/stubs/package.json': '{"name":"stubs","version":"1.0.0"}\n',
  'node_modules/stubs/index.js': 'exports.later = (f) => setTimeout(f, 1);\n',
  'node_modules/@types/stubs/package.json': '{"name":"@types/stubs","version":"1.0.0","types":"index.d.ts"}\n',
  'node_modules/@types/stubs/index.d.ts': 'export function later(f: () => void): void;\n',
};

test.each(readdirSync(path.join(FIXTURES, 'programs')))('from the cache, %s is the same', async (name) => {
  vi.stubEnv('XDG_CACHE_HOME', folder());
  const root = path.join(FIXTURES, 'programs', name, 'before');
  const first = await planned(root);
  const second = await planned(root);
  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(asJson(second)).toBe(asJson(first));
  expect(asJson(second)).toBe(asJson(await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })));
});

describe('what a plan depends on', () => {
  /** Each changes one thing on the disk. */
  const changes: Record<string, (root: string) => void> = {
    'a source': (root) => put(root, { 'lib/main.js': MAIN.replace("'x'", "'y'") }),
    'a source, with its size and dates as before': (root) => {
      put(root, { 'lib/main.js': MAIN.replace("'x'", "'y'") });
      utimesSync(path.join(root, 'lib/main.js'), 1, 1);
    },
    'a package.json': (root) => put(root, { 'package.json': FILES['package.json'].replace('"1.0.0"', '"1.0.0","private":true') }),
    'a new package.json in between': (root) => put(root, { 'lib/package.json': '{"type":"module"}' }),
    'a tsconfig.json': (root) => put(root, { 'tsconfig.json': FILES['tsconfig.json'].replace('"checkJs":true', '"checkJs":false') }),
    'a tsconfig.json that goes': (root) => rmSync(path.join(root, 'tsconfig.json')),
    'a .gitignore': (root) => put(root, { '.gitignore': '' }),
    'a new file': (root) => put(root, { 'lib/more.js': MAIN }),
    'a file that goes': (root) => rmSync(path.join(root, 'test/main.test.js')),
    'a file that becomes a link': (root) => {
      rmSync(path.join(root, 'lib/main.js'));
      symlinkSync('../ignored.js', path.join(root, 'lib/main.js'));
    },
    'a script without extension': (root) => put(root, { 'bin/tool': "require('../lib/main')();\n" }),
    'the version of an installed package': (root) => put(root, { 'node_modules/stubs/package.json': '{"name":"stubs","version":"1.0.1"}\n' }),
    'the types of an installed package': (root) => put(root, { 'node_modules/@types/stubs/index.d.ts': 'export function later(f: () => number): void;\n' }),
    'a file in another language': (root) => put(root, { 'lib/app.coffee': "main = require './main'\n" }),
  };

  test.each(Object.keys(changes))('%s', async (what) => {
    const root = repository(FILES);
    // every other one in a repository
    if (Object.keys(changes).indexOf(what) % 2 === 0) execFileSync('git', ['init', '-q'], { cwd: root });
    expect((await planned(root)).isNew).toBe(true);
    expect((await planned(root)).isNew).toBe(false);
    changes[what]!(root);
    const after = await planned(root);
    expect(after.isNew).toBe(true);
    expect(asJson(after)).toBe(asJson(await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })));
  });

  test('the code of a package that is called while a stub is in place', async () => {
    const root = repository({
      'package.json': '{"name":"it","private":true,"dependencies":{"shop":"1"}}',
      'index.js': "const fs = require('fs');\nconst shop = require('shop');\nexports.load = () => { shop.open(); return fs.readFileSync('x', 'utf8'); };\n",
      'test/index.test.js': "const fs = require('fs');\nconst sinon = require('sinon');\nconst { load } = require('../index');\nit('loads', () => { sinon.stub(fs, 'readFileSync').returns('x'); load(); fs.readFileSync.restore(); });\n",
      'node_modules/shop/package.json': '{"name":"shop","version":"1.0.0"}',
      'node_modules/shop/index.js': 'exports.open = () => {};\n',
    });
    await planned(root);
    expect((await planned(root)).isNew).toBe(false);
    appendFileSync(path.join(root, 'node_modules/shop/index.js'), "require('fs').readFileSync('y');\n");
    expect((await planned(root)).isNew).toBe(true);
  });

  test('what was asked for', async () => {
    const root = repository(FILES);
    await planned(root);
    expect((await planned(root, 'keep')).isNew).toBe(true);
    expect((await planned(root)).isNew).toBe(false);
  });

  test('what lies above the root', async () => {
    const outer = repository({ 'package.json': '{"type":"commonjs"}', 'inner/index.js': 'require("fs").readFileSync("x");\n' });
    await planned(path.join(outer, 'inner'));
    put(outer, { 'package.json': '{"type":"module"}' });
    expect((await planned(path.join(outer, 'inner'))).isNew).toBe(true);
  });

  test('what git ignores besides .gitignore', async () => {
    const root = repository(FILES);
    execFileSync('git', ['init', '-q'], { cwd: root });
    await planned(root);
    appendFileSync(path.join(root, '.git/info/exclude'), 'test\n');
    expect((await planned(root)).isNew).toBe(true);
  });
});

test('options that are more than plain data have no place in a key', async () => {
  const root = repository(FILES);
  let made = 0;
  const twice = async (options: object): Promise<number> => {
    made = 0;
    for (let i = 0; i < 2; i++) await cachedAnalysis({ root, options }, () => (made++, analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })));
    return made;
  };
  expect(await twice({ policies: new Map([['lib', 'keep']]) })).toBe(2);
  expect(await twice({ ask: () => true })).toBe(2);
  expect(await twice({ policies: { lib: ['keep', undefined, 1] } })).toBe(1);
  expect(await twice({ policies: { lib: ['keep', undefined, 2] } })).toBe(1);
});

describe('an entry', () => {
  const entries = (): string[] => readdirSync(cacheFolder('plans')).map((name) => path.join(cacheFolder('plans'), name));

  test.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['changed', (text: string) => text.replace('readFileSync', 'readFileSynk')],
    ['empty', () => ''],
    ['of a form that nobody writes', () => 'null\nnull'],
  ])('that is %s does not count', async (_, damage) => {
    const root = repository(FILES);
    const first = await planned(root);
    for (const file of entries()) writeFileSync(file, damage(readFileSync(file, 'utf8')));
    const second = await planned(root);
    expect(second.isNew).toBe(true);
    expect(asJson(second)).toBe(asJson(first));
    expect((await planned(root)).isNew).toBe(false);
  });

  test('is not needed: a cache that cannot be written is no error', async () => {
    const root = repository(FILES);
    vi.stubEnv('XDG_CACHE_HOME', path.join(root, 'package.json'));
    expect((await planned(root)).isNew).toBe(true);
    expect((await planned(root)).isNew).toBe(true);
  });

  test('makes place for new ones', async () => {
    const root = repository({ 'package.json': '{}', 'index.js': 'require("fs").readFileSync("x");\n' });
    mkdirSync(cacheFolder('plans'), { recursive: true });
    for (let i = 0; i < 150; i++) {
      writeFileSync(path.join(cacheFolder('plans'), `${i}.json`), '');
      utimesSync(path.join(cacheFolder('plans'), `${i}.json`), i, i);
    }
    await planned(root);
    const names = readdirSync(cacheFolder('plans'));
    expect(names.length).toBe(100);
    expect(names).toContain('149.json');
    expect(names).not.toContain('0.json');
    expect((await planned(root)).isNew).toBe(false);
  });

  test('is private', async () => {
    await planned(repository(FILES));
    const { statSync } = await import('node:fs');
    expect(entries().map((file) => statSync(file).mode & 0o077)).toEqual([0]);
  });
});

describe('a trace', () => {
  test('is not believed when the same question had two answers', async () => {
    const root = repository({ 'a.txt': 'one' });
    const file = path.join(root, 'a.txt');
    const changing = new Trace();
    await tracing(changing, async () => {
      await disk.bytes(file);
      writeFileSync(file, 'two');
      await disk.bytes(file);
    });
    expect(changing.isRepeatable).toBe(false);
    const calm = new Trace();
    await tracing(calm, async () => void (await disk.bytes(file)));
    expect(calm.isRepeatable).toBe(true);
  });

  test('notes that something is not there, or cannot be read', async () => {
    const root = repository({ 'index.js': 'require("fs").readFileSync("x");\n', 'secret.js': 'x' });
    if (process.getuid?.() === 0) return;
    chmodSync(path.join(root, 'secret.js'), 0);
    await planned(root);
    expect((await planned(root)).isNew).toBe(false);
    chmodSync(path.join(root, 'secret.js'), 0o644);
    expect((await planned(root)).isNew).toBe(true);
  });
});

test('--no-cache finds out everything anew, and remembers nothing', async () => {
  const root = repository(FILES);
  const said: string[] = [];
  const stream = { write: (text: string) => said.push(text) > 0, isTTY: false, on: () => stream, off: () => stream, once: () => stream } as never;
  await main(['plan', '--no-cache', '--json', '--public-api', 'break', root], { stdout: stream, stderr: stream, cwd: root, env: {}, interactive: false });
  expect(JSON.parse(said.join('')).plan.sites.length).toBeGreaterThan(0);
  expect(() => readdirSync(cacheFolder('plans'))).toThrow();
});
