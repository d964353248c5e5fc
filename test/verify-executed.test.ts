// The executed part of verify: what it finds by running both trees, and that nothing of it stays behind.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { isDifferent } from '../src/core/verification.ts';
import { compareTests } from '../src/verify/executed/compare-tests.ts';
import { readResults } from '../src/verify/executed/results.ts';
import { expanded, instrumented } from '../src/verify/executed/runner.ts';
import { packageJson, places, repository, TEST, verified } from './verify-repository.ts';

vi.setConfig({ testTimeout: 240_000 });

const LOAD = "const fs = require('fs');\nexports.load = function load(f) { return fs.readFileSync(f, 'utf8'); };\n";
const LOAD_ASYNC = "const fs = require('fs');\nexports.load = async function load(f) { return await fs.promises.readFile(f, 'utf8'); };\n";
describe('both trees are run', () => {
  test('a migration that is right: tests pass, sites that ran are counted, the others are listed', async () => {
    const result = await verified(
      { 'load.js': LOAD, 'other.js': "const { load } = require('./load');\nexports.other = () => load('none');\n", 'test/a.test.js': TEST("const { load } = require('../load');\ntest('loads', () => { assert.ok(load(__filename)); });") },
      { 'load.js': LOAD_ASYNC, 'other.js': "const { load } = require('./load');\nexports.other = async () => await load('none');\n", 'test/a.test.js': TEST("const { load } = require('../load');\ntest('loads', async () => { assert.ok(await load(__filename)); });") },
    );
    expect(isDifferent(result)).toBe(false);
    expect(result.executed.tests).toMatchObject({ runner: 'node', passedBefore: 1, passedAfter: 1, broken: [], flaky: [] });
    expect(result.executed.sites).toMatchObject({ executed: 2, total: 3, notExecuted: [{ file: 'other.js', line: 2 }] });
    expect(result.executed.modules).toEqual({ compared: 2, notLoaded: [] });
    expect(result.executed.findings).toEqual([]);
  });

  test('a test that no longer passes is named with what it says; one that failed before is not', async () => {
    const tests = TEST("const { load } = require('../load');\ntest('loads', () => { assert.equal(load(__filename).length > 0, true); });\ntest('was broken', () => { assert.ok(false); });");
    const { executed } = await verified({ 'load.js': LOAD, 'test/a.test.js': tests }, { 'load.js': LOAD_ASYNC });
    expect(executed.tests!.broken.map(({ name, after }) => [name, after])).toEqual([['loads', 'failed']]);
    expect(executed.tests!.broken[0]!.message).toContain('true');
  });

  test('a promise that becomes a text is seen where it happens, though no test fails', async () => {
    const body = (wait: string, async: string): string => TEST(`const { load } = require('../load');\nconst { greet } = require('../greet');\ntest('greets', ${async}() => { assert.ok(greet().length > 0); ${wait}load(__filename); });`);
    const { executed } = await verified(
      { 'load.js': LOAD, 'greet.js': "const { load } = require('./load');\nexports.greet = () => 'text: ' + load(__filename);\n", 'test/a.test.js': body('', '') },
      { 'load.js': LOAD_ASYNC, 'test/a.test.js': body('await ', 'async ') },
    );
    expect(executed.tests!.broken).toEqual([]);
    expect(executed.findings).toEqual([{ kind: 'promise-leak', place: 'greet.js:2', message: 'a promise is used as a value: it becomes a text or a number' }]);
  });

  test('a rejection that nobody handles', async () => {
    const run = (call: string): string => `const { load } = require('./load');\ntry { ${call} } catch { console.log('none'); }\n`;
    const { executed } = await verified({ 'load.js': LOAD, 'run.js': run("load('none')"), 'test/a.test.js': TEST("test('runs', () => { require('child_process').spawnSync(process.execPath, ['run.js'], { cwd: require('path').dirname(__dirname) }); });") }, { 'load.js': LOAD_ASYNC });
    expect(executed.findings.map(({ kind }) => kind)).toContain('unhandled-rejection');
  });

  test('exports that differ when modules are loaded', async () => {
    const tests = { 'test/a.test.js': TEST("test('nothing', () => {});") };
    const { executed } = await verified({ 'm.js': "const names = ['a', 'b'];\nfor (const name of names) exports[name] = (x) => x;\n", ...tests }, { 'm.js': "const names = ['a', 'b'];\nsetImmediate(() => { for (const name of names) exports[name] = (x) => x; });\n" });
    expect(executed.findings).toEqual([{ kind: 'export-shape', place: 'm.js', message: 'it exports object instead of object {a: function(1), b: function(1)}' }]);
  });

  // many rounds: on a loaded machine the answers of one may come one by one
  test('two changes of one file that overtake each other when answers come in another order', async () => {
    const log = (write: string, async: string): string => `const fs = require('fs');\nconst lines = [];\nexports.add = ${async}(line) => { ${write}; lines.push(line); };\nexports.lines = lines;\n`;
    const tests = (body: string): string => TEST(`const { add, lines } = require('../log');\nconst file = require('path').join(require('os').tmpdir(), 'log');\n${body}`);
    const { executed } = await verified(
      { 'log.js': log("fs.writeFileSync(require('path').join(require('os').tmpdir(), line), line)", ''), 'test/a.test.js': tests("test('keeps the order', () => { for (let i = 0; i < 20; i++) { lines.length = 0; ['a', 'b', 'c', 'd'].forEach((x) => add(x)); assert.equal(lines.join(''), 'abcd'); } });") },
      { 'log.js': log("await fs.promises.writeFile(require('path').join(require('os').tmpdir(), line), line)", 'async '), 'test/a.test.js': tests("test('keeps the order', async () => { for (let i = 0; i < 20; i++) { lines.length = 0; await Promise.all(['a', 'b', 'c', 'd'].map((x) => add(x))); assert.equal(lines.join(''), 'abcd'); } });") },
      { orders: ['reverse'] },
    );
    const broken = [...executed.tests!.broken.map(({ name }) => name), ...executed.findings.filter(({ kind }) => kind === 'delayed-order').map(({ message }) => message)];
    expect(broken.join()).toContain('keeps the order');
  });
});

describe('a race that only delays show', () => {
  // the second one waits so often that a busy machine alone does not let it come first; slow-first holds the first one until all is done
  const quick = (load: string, wait: string, async: string): string => `${load}\nconst order = [];\nexport const first = ${async}() => { ${wait}; order.push(1); };\nexport const second = ${async}() => { ${Array(10).fill(wait).join('; ')}; order.push(2); };\nexport { order };\n`;
  const tests = (load: string, call: string, async: string): string => `import test from 'node:test';\nimport assert from 'node:assert';\n${load}\ntest('one after the other', ${async}() => { ${call}; assert.deepEqual(order, [1, 2]); });\n`;
  const both = "import { first, order, second } from '../order.js';";
  const inWorker = "import { Worker } from 'node:worker_threads';\nimport { once } from 'node:events';\nlet order;";
  const worker = (call: string): string => `import { parentPort } from 'node:worker_threads';\nimport { first, order, second } from './order.js';\n${call};\nparentPort.postMessage(order);\n`;
  const answer = "[order] = await once(new Worker(new URL('../worker.js', import.meta.url)), 'message')";

  test.each([
    ['names imported from node:fs/promises', "import { access } from 'node:fs/promises';", 'await access(import.meta.dirname)'],
    ['the default import of fs', "import fs from 'fs';", 'await fs.promises.access(import.meta.dirname)'],
    ['promisify of a name imported from fs', "import { access as look } from 'fs';\nimport { promisify } from 'util';\nconst access = promisify(look);", 'await access(import.meta.dirname)'],
  ])('%s', async (_, load, wait) => {
    const json = packageJson.replace('{', '{ "type": "module",');
    const { executed } = await verified(
      { 'package.json': json, 'order.js': quick("import { accessSync } from 'fs';", 'accessSync(import.meta.dirname)', ''), 'test/a.test.js': tests(both, 'first(); second()', '') },
      { 'order.js': quick(load, wait, 'async '), 'test/a.test.js': tests(both, 'await Promise.all([first(), second()])', 'async ') },
      { orders: ['slow-first'] },
    );
    expect(executed.tests!.broken).toEqual([]);
    expect(executed.findings.map(({ kind, message }) => `${kind} ${message}`)).toEqual([expect.stringMatching(/^delayed-order one after the other fails when answers are delayed \(slow-first:1\)/) as string]);
  });

  test('programs and compression: their answers come late', () => {
    const script = "const { execFile } = require('child_process'); const { gzip } = require('zlib'); const { promisify } = require('util'); const late = (f) => { const t = performance.now(); return f().then(() => performance.now() - t); }; Promise.all([late(() => promisify(execFile)('true')), late(() => promisify(gzip)('a'))]).then((all) => console.log(JSON.stringify(all)));";
    const env = { ...process.env, UNBLOCK_DELAYS: 'slow-first:1', NODE_OPTIONS: `--require=${path.resolve('src/verify/assets/delays.cjs')}` };
    const times = JSON.parse(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' })) as number[];
    expect(times.filter((time) => time < 17)).toEqual([]);
  });

  test('in a worker', async () => {
    const json = packageJson.replace('{', '{ "type": "module",');
    const { executed } = await verified(
      { 'package.json': json, 'order.js': quick("import { accessSync } from 'fs';", 'accessSync(import.meta.dirname)', ''), 'worker.js': worker('first(); second()'), 'test/a.test.js': tests(inWorker, answer, 'async ') },
      { 'order.js': quick("import { access } from 'node:fs/promises';", 'await access(import.meta.dirname)', 'async '), 'worker.js': worker('await Promise.all([first(), second()])') },
      { orders: ['slow-first'] },
    );
    expect(executed.findings.map(({ kind }) => kind)).toEqual(['delayed-order']);
  });
});

describe('nothing stays behind', () => {
  const sandboxes = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('unblock-verify-'));

  test.each(['SIGKILL', 'SIGTERM'] as const)('after %s: no process, no folder, the tree as it was', async (signal) => {
    const root = repository({ 'package.json': packageJson.replace('node --test test/', 'node hang.js'), 'load.js': LOAD, 'hang.js': "require('fs').writeFileSync(process.env.UNBLOCK_DIR + '/pid', String(process.pid)); setInterval(() => {}, 1000);\n" }, { 'load.js': LOAD_ASYNC });
    const before = readdirSync(root);
    const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'verify-tmp-')));
    places.push(temporary);
    const script = `import { verifyTree } from ${JSON.stringify(path.resolve('src/verify/verify.ts'))}; await verifyTree({ root: ${JSON.stringify(root)}, against: undefined, isStatic: false, test: undefined });`;
    writeFileSync(path.join(temporary, 'run.mts'), script);
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(temporary, 'run.mts')], { cwd: path.resolve('.'), env: { ...process.env, TMPDIR: temporary }, stdio: 'ignore' });
    const pid = await until(() => {
      const [sandbox] = sandboxes(temporary);
      const file = sandbox && path.join(temporary, sandbox, 'copy', path.basename(root), 'pid');
      return file && existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
    });
    expect(isRunning(pid)).toBe(true);
    child.kill(signal);
    await until(() => (!isRunning(pid) && sandboxes(temporary).length === 0 ? true : undefined));
    expect(readdirSync(root)).toEqual(before);
  });

  async function until<T>(answer: () => T | undefined): Promise<T> {
    for (let i = 0; i < 600; i++) {
      const value = answer();
      if (value !== undefined) return value;
      await sleep(100);
    }
    throw new Error('it did not happen within a minute');
  }

  function isRunning(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  }
});

describe('test runners', () => {
  const short = (command: string): string => instrumented(command).command.replace(/"[^"]*\/assets\/([\w.]+)"/g, '<$1>');

  test.each([
    ['mocha -R spec', 'mocha', 'mocha --reporter <mocha.cjs>'],
    ['nyc --all mocha --reporter dot test/*.js', 'mocha', 'nyc --all mocha --reporter <mocha.cjs> test/*.js'],
    ['istanbul cover ./node_modules/mocha/bin/_mocha -- -R spec', 'mocha', 'istanbul cover ./node_modules/mocha/bin/_mocha --reporter <mocha.cjs> --'],
    ['NODE_ENV=test mocha', 'mocha', 'NODE_ENV=test mocha --reporter <mocha.cjs>'],
    ['jest --env node --coverage', 'jest', 'jest --json --outputFile="$UNBLOCK_OUT" --env node --coverage'],
    ['vitest run', 'vitest', 'vitest run --reporter=json --outputFile="$UNBLOCK_OUT"'],
    ['c8 ava -v', 'ava', 'c8 ava --tap'],
    ['tap test/*.js', 'tap', 'tap -Rtap test/*.js'],
    ['tape test/*.js | tap-spec', 'tape', 'tape test/*.js'],
    ['node --test test/', 'node', 'node --test --test-reporter=<node.mjs> --test-reporter-destination="$UNBLOCK_OUT" test/'],
    ['jasmine spec/*.js', 'jasmine', 'jasmine --helper=<jasmine.cjs> spec/*.js'],
    ['node ./bin/nodeunit', 'nodeunit', 'node ./bin/nodeunit --reporter default'],
    ['node test.js', 'exit', 'node test.js'],
  ])('%s', (command, runner, expected) => {
    expect([instrumented(command).runner, short(command)]).toEqual([runner, expected]);
  });

  test('scripts of package.json are put in the place of their names, linters are left out', () => {
    const scripts = { test: 'npm run lint && npm run unit', lint: 'eslint .', unit: 'mocha', preunit: 'npm run build', build: 'tsc -p .' };
    expect(expanded('npm test', scripts)).toBe('tsc -p . && mocha');
    expect(expanded('npm test', { test: 'xo && ava && tsd' })).toBe('ava');
    expect(expanded('npm test', { test: 'c8 --all npm run unit', unit: 'jasmine' })).toBe('c8 --all jasmine');
    expect(expanded('npm test', { test: 'yarn unit -- --coverage', unit: 'jest' })).toBe('jest --coverage');
    expect(expanded('npm test', { test: 'eslint .' })).toBe('eslint .');
  });

  test.each([
    ['tape', 'TAP version 13\n# reads\nok 1 one\nnot ok 2 two\n1..2\n', ['reads :: one'], ['reads :: two']],
    ['exit', 'TAP version 13\n# reads\nok 1 one\n1..1\n', ['reads :: one'], []],
    ['tape', 'TAP version 13\n# reads\nok 1 one\n  ---\n# writes\nnot ok 2 two\n  ---\n    operator: ok\n  ...\nok 3 three\n1..3\n', ['reads :: one', 'reads :: three'], ['reads :: two']],
    ['nodeunit', '\ntest.js\n\u2714 a - one\n\u2716 a - two\n\nFAILURES: 1/2\n', ['a - one'], ['a - two']],
    ['exit', 'hello\n', ['the command'], []],
  ] as const)('%s: what was printed is read', async (runner, log, passed, failed) => {
    const empty = mkdtempSync(path.join(tmpdir(), 'verify-test-'));
    places.push(empty);
    const results = await readResults({ runner }, path.join(empty, 'results'), log, 0);
    expect([results.passed, results.failed]).toEqual([passed, failed]);
  });

  test('a test that changes its mind proves nothing', () => {
    const run = (passed: string[], failed: string[]) => ({ passed, failed, skipped: [], errors: {}, ended: true });
    expect(compareTests([run(['a', 'b'], ['c'])], [run(['a'], ['b', 'c'])]).broken.map(({ name }) => name)).toEqual(['b']);
    expect(compareTests([run(['a', 'b'], [])], [run(['a'], ['b']), run(['a', 'b'], [])])).toEqual({ broken: [], flaky: ['b'] });
    expect(compareTests([run(['a'], [])], [run([], [])]).broken).toEqual([{ name: 'a', before: 'passed', after: 'absent', message: '' }]);
    expect(compareTests([run(['a', 'a'], [])], [run(['a'], ['a'])]).broken.map(({ name }) => name)).toEqual(['a']);
  });
});
