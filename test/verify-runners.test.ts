// Test runners as they are: vitest runs for real, of the others the reports that their latest versions wrote are read.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readResults } from '../src/verify/executed/results.ts';
import type { Runner } from '../src/verify/executed/runner.ts';
import { places, verified } from './verify-repository.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Each wrote it about the same four tests: one that reads a file, an empty one, one that is skipped, one that always fails. */
const REPORTS: readonly (readonly [Runner, 'file' | 'output', readonly string[], readonly string[], readonly string[]])[] = [
  // mocha 12.0.3, jest 30.5.2, vitest 4.1.12, jasmine 7.0.0, Node 20.20.2
  ['mocha', 'file', ['load reads', 'load other'], ['load always fails'], ['load skipped']],
  ['jest', 'file', ['load reads', 'load other'], ['load always fails'], ['load skipped']],
  ['vitest', 'file', ['load reads', 'load other'], ['load always fails'], ['load skipped']],
  ['jasmine', 'file', ['load other', 'load reads'], ['load always fails'], ['load skipped']],
  ['node', 'file', ['reads', 'other'], ['always fails'], ['skipped']],
  // ava 7.0.0, tap 21.8.0, tape 5.10.2, nodeunit 0.11.3
  ['ava', 'output', ['reads', 'other'], ['always fails'], ['skipped # SKIP']],
  ['tap', 'output', ['test/a.test.js > reads > long enough', 'test/a.test.js > other > fine'], ['test/a.test.js > always fails > no'], ['test/a.test.js > skipped # SKIP']],
  ['tape', 'output', ['reads :: long enough', 'other :: fine'], ['always fails :: no'], []],
  ['nodeunit', 'output', ['reads', 'other'], ['always fails'], []],
];

describe('what runners report', () => {
  test.each(REPORTS)('%s', async (runner, where, passed, failed, skipped) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'verify-report-'));
    places.push(folder);
    const report = readFileSync(path.join('__testfixtures__/runner-reports', `${runner}.txt`), 'utf8');
    const out = path.join(folder, 'results');
    if (where === 'file') writeFileSync(out, report);
    const results = await readResults({ runner }, out, where === 'file' ? '' : report, 1);
    expect(results).toMatchObject({ passed, failed, skipped, ended: true });
  });

  test.each<[Runner, string, string]>([
    ['mocha', 'load always fails', 'AssertionError'], ['jest', 'load always fails', 'Error: expect(received)'], ['node', 'always fails', 'AssertionError'],
    ['ava', 'always fails', 'Test failed via `t.fail()`'], ['tap', 'test/a.test.js > always fails > no', 'Test.<anonymous> (test/a.test.js:2:228)'], ['tape', 'always fails :: no', 'Error: no'],
  ])('%s: what a failed test said', async (runner, name, begins) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'verify-report-'));
    places.push(folder);
    const report = readFileSync(path.join('__testfixtures__/runner-reports', `${runner}.txt`), 'utf8');
    writeFileSync(path.join(folder, 'results'), report);
    expect((await readResults({ runner }, path.join(folder, 'results'), '', 1)).errors[name]!.startsWith(begins)).toBe(true);
  });

  test('a report that was cut off has not ended', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'verify-report-'));
    places.push(folder);
    const report = readFileSync('__testfixtures__/runner-reports/tape.txt', 'utf8');
    const results = await readResults({ runner: 'tape' }, path.join(folder, 'results'), report.slice(0, report.indexOf('1..')), 1);
    expect(results.ended).toBe(false);
  });
});

describe('a runner that is run', () => {
  const load = (async: string, body: string): string => `import fs from 'node:fs';\nexport ${async}function load(file) { return ${body}; }\n`;
  const tests = "import { expect, it } from 'vitest';\nimport { load } from '../load.js';\nit('reads', () => { expect(load(import.meta.filename).length).toBeGreaterThan(5); });\nit('other', () => { expect(1).toBe(1); });\n";

  test('vitest: a caller that was forgotten breaks its test, the other one still passes', async () => {
    const { executed } = await verified(
      { 'package.json': '{ "name": "app", "private": true, "type": "module", "scripts": { "test": "node node_modules/vitest/vitest.mjs run --watch=false" } }\n', 'load.js': load('', "fs.readFileSync(file, 'utf8')"), 'test/a.test.js': tests },
      { 'load.js': load('async ', "await fs.promises.readFile(file, 'utf8')") },
      { packages: ['vitest'] },
    );
    expect(executed.tests).toMatchObject({ runner: 'vitest', passedBefore: 2, passedAfter: 1, flaky: [] });
    expect(executed.tests!.broken.map(({ name, after }) => [name, after])).toEqual([['reads', 'failed']]);
  });
});
