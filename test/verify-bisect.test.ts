// Bisection: the smallest part of a migration that shows a difference is found and taken back, and the rest stays.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { main } from '../src/cli/main.ts';
import type { Report } from '../src/cli/report.ts';
import { bisect, type Texts } from '../src/verify/executed/bisect.ts';
import { smallestFailing } from '../src/verify/delta.ts';
import { VerdictCache } from '../src/verify/executed/verdict-cache.ts';
import type { MigrationPlan } from '../src/core/plan.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const places: string[] = [];
const fresh = (name: string): string => {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), name)));
  places.push(place);
  return place;
};
let cache: string;
beforeAll(() => { vi.stubEnv('XDG_CACHE_HOME', (cache = fresh('verify-cache-'))); });
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

describe('delta debugging', () => {
  const items = Array.from({ length: 40 }, (_, i) => i);
  test.each([[[17]], [[3, 31]], [[0, 1, 39]]])('finds %j among 40', async (guilty) => {
    let asked = 0;
    const found = await smallestFailing(items, async (subset) => {
      asked++;
      return guilty.every((one) => subset.includes(one));
    });
    expect([...found].sort((a, b) => a - b)).toEqual(guilty);
    expect(asked).toBeLessThan(guilty.length === 1 ? 14 : 120);
  });
});

test('what was found out is known to the next process', async () => {
  const tree = new Map([['a.js', 'x']]);
  await new VerdictCache(['question']).set(tree, 'it fails');
  expect(await new VerdictCache(['question']).get(tree)).toBe('it fails');
  expect(await new VerdictCache(['another']).get(tree)).toBeUndefined();
  expect(await new VerdictCache(['question']).get(new Map([['a.js', 'y']]))).toBeUndefined();
});

describe('a plan of six calls', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.js`);
  const plan = (refused: ReadonlyMap<string, string>): { plan: MigrationPlan; changes: { file: string; before: string; after: string; groups: [] }[] } => {
    const left = files.filter((file) => !refused.has(`${file}:0-1`));
    const decision = (file: string) => ({ id: `${file}:0-1:replace-api`, file, span: { start: 0, end: 1 }, line: 1, verdict: 'replace-api' as const, transform: 't', name: 'fs.readFileSync', cause: { kind: 'mapped-api' as const, api: '', target: '' }, alsoBecause: [], needs: [] });
    return {
      plan: { version: 1, options: { publicApi: 'break', transforms: [] }, files: Object.fromEntries(left.map((file) => [file, { hash: '', decisions: [decision(file)] }])), sites: [], problems: [] },
      changes: left.map((file) => ({ file, before: 'old', after: 'new', groups: [] })),
    };
  };
  const shown: Texts = new Map(files.map((file) => [file, 'new']));
  const run = (bad: (texts: Texts) => boolean, from: Texts = shown) =>
    bisect({ replan: async (refused) => plan(refused), shown: from, symptomOf: async (texts) => ({ symptom: bad(texts) ? 'it fails' : undefined, isKnown: false }), onProgress: () => {} });

  test('one is to blame', async () => {
    const found = await run((texts) => texts.has('c.js'));
    expect(found).toEqual({ takenBack: [{ places: ['c.js:1 fs.readFileSync'], files: ['c.js'], evidence: 'it fails' }], isClean: true, refused: new Map([['c.js:0-1', 'it fails']]), texts: new Map(files.filter((file) => file !== 'c.js').map((file) => [file, 'new'])) });
  });
  test('two, each for itself', async () => {
    const found = await run((texts) => texts.has('b.js') || texts.has('e.js'));
    expect(found!.takenBack.map(({ files }) => files.join()).sort()).toEqual(['b.js', 'e.js']);
    expect([found!.isClean, [...found!.texts.keys()]]).toEqual([true, ['a.js', 'c.js', 'd.js', 'f.js']]);
  });
  test('two, only together', async () => {
    const found = await run((texts) => texts.has('a.js') && texts.has('f.js'));
    expect(found!.takenBack.map(({ files }) => files)).toEqual([['a.js', 'f.js']]);
  });
  test('what somebody changed by hand afterwards', async () => {
    const edited = new Map([...shown, ['d.js', 'edited'], ['e.js', 'edited too']]);
    const found = await run((texts) => texts.get('d.js') === 'edited', edited);
    expect(found!.takenBack).toEqual([{ places: ['d.js (changed by hand)'], files: ['d.js'], evidence: 'it fails' }]);
    expect([found!.texts.get('d.js'), found!.texts.get('e.js')]).toEqual(['new', 'edited too']);
  });
  test('nothing that is left out helps', async () => {
    const found = await run(() => true);
    expect([found!.isClean, found!.texts.size]).toEqual([false, 0]);
  });
});

describe('unblock verify --take-back', () => {
  const reader = (name: string): string => `const fs = require('fs');\nexports.${name} = function ${name}(file) {\n  return fs.readFileSync(file, 'utf8').length;\n};\n`;
  const files = {
    'package.json': '{ "name": "app", "private": true, "scripts": { "test": "node --test test/" } }\n',
    'one.js': reader('one'), 'two.js': reader('two'), 'three.js': reader('three'),
    'index.js': "const { one } = require('./one');\nconst { two } = require('./two');\nconst { three } = require('./three');\nexports.all = function all(file) {\n  return [one(file), two(file), three(file)].join();\n};\n",
    // a process that is started is code that nobody sees
    'test/a.test.js': "const test = require('node:test');\nconst assert = require('node:assert');\nconst path = require('path');\nconst { execFile } = require('child_process');\nconst { all } = require('../index');\ntest('all', () => { assert.match(all(__filename), /^\\d+,\\d+,\\d+$/); });\ntest('from outside', (t, done) => {\n  execFile(process.execPath, ['-p', \"typeof require('./t' + 'wo')['t' + 'wo']('package.json')\"], { cwd: path.dirname(__dirname) }, (error, stdout) => { assert.equal(stdout.trim(), 'number'); done(); });\n});\n",
  };

  async function unblock(root: string, ...argv: string[]): Promise<{ code: number; report: Report }> {
    let text = '';
    const output = { write: (part: string) => void (text += part), on: () => {}, off: () => {}, isTTY: false };
    const code = await main([...argv, '--json', '--root', root], { stdout: output, stderr: { ...output, write: () => {} }, cwd: root, env: {}, interactive: false });
    return { code, report: JSON.parse(text) as Report };
  }

  test('finds the one call that a test notices, gives it back and keeps the others', async () => {
    const root = fresh('verify-bisect-');
    for (const [id, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, id)), { recursive: true });
      writeFileSync(path.join(root, id), text);
    }
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'ignore' });
    git('init');
    git('add', '-A');
    git('commit', '-m', 'before');
    await unblock(root, 'run', '--write', '--public-api', 'break');
    expect(readFileSync(path.join(root, 'two.js'), 'utf8')).toContain('async');

    const seen = await unblock(root, 'verify');
    expect([seen.code, seen.report.status]).toEqual([5, 'differs']);
    expect(seen.report.verification!.executed!.tests!.broken.map(({ name }) => name)).toEqual(['from outside']);

    const { code, report } = await unblock(root, 'verify', '--take-back');
    expect(report.verification!.takenBack!.map(({ places }) => places)).toEqual([['two.js:3 fs.readFileSync']]);
    expect(code).toBe(0);
    expect(readFileSync(path.join(root, 'two.js'), 'utf8')).toBe(files['two.js']);
    expect(readFileSync(path.join(root, 'one.js'), 'utf8')).toContain('await fs.promises.readFile');
    expect(readFileSync(path.join(root, 'index.js'), 'utf8')).toContain('[await one(file), two(file), await three(file)]');

    const after = await unblock(root, 'verify');
    expect([after.code, after.report.verification!.executed!.tests!.passedAfter]).toEqual([0, 2]);
    expect(cache).not.toBe('');
  });
});
