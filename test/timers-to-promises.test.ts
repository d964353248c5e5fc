// timers-to-promises: the expected text for every fixture, and the program does what it did; what depends on other files and versions.
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, titled } from './fixture-cases.ts';
import { asExecutable, outcomes, run } from './fixture-run.ts';
import { PROJECT, tree } from './temporary.ts';

// programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

const NAP = 'const nap = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);\n';
/** Sleep packages, with the checks of the real ones (sleep 6.3, thread-sleep 2.2, atomic-sleep 1.0); they need a compiler or other processes. */
const PACKAGES: Readonly<Record<string, string>> = {
  sleep: `${NAP}const whole = (n) => { if (n < 0 || n % 1 != 0) throw new Error('Expected number'); return n; };\nmodule.exports = { sleep: (s) => { nap(whole(s) * 1000); }, msleep: (ms) => { nap(whole(ms)); }, usleep: (us) => { nap(us / 1000); } };\n`,
  'thread-sleep': `${NAP}module.exports = (ms) => { if (ms !== Math.floor(ms)) throw new TypeError('integer'); const start = Date.now(); nap(ms); return Date.now() - start; };\n`,
  'atomic-sleep': `${NAP}module.exports = (ms) => { if (!(ms > 0 && ms < Infinity)) throw typeof ms !== 'number' ? TypeError('number') : RangeError('range'); if (typeof ms !== 'number') throw TypeError('number'); nap(ms); };\n`,
};

function repository(files: Readonly<Record<string, string>>, manifest = '{ "private": true }\n'): string {
  const root = tree({ 'package.json': manifest, ...files, ...Object.fromEntries(Object.entries(PACKAGES).map(([name, text]) => [`node_modules/${name}/index.js`, text])) });
  for (const types of ['@types', 'undici-types']) symlinkSync(path.join(PROJECT, 'node_modules', types), path.join(root, 'node_modules', types));
  return root;
}

const planned = (root: string, ...more: string[]) => analyse({ root, publicApi: 'break', transforms: ['timers-to-promises', ...more] });

const cases = casesOf('timers-to-promises');

test.each(titled(cases))('%s', async (_, each) => {
  const { main, input } = each;
  const root = repository({ [main]: input });
  const after = migratedText(each, await planned(root));
  const before = await run(asExecutable(main, input), root);
  expect(before.stdout).not.toBe('');
  if (after === undefined) return;
  expect(await run(asExecutable(main, after), root)).toEqual(before);
  writeFileSync(path.join(root, main), after);
  expect((await planned(root)).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);

/** What becomes of a repository's files, and the reasons that are given. */
async function migrated(files: Readonly<Record<string, string>>, manifest?: string, ...more: string[]) {
  const { plan, changes } = await planned(repository(files, manifest), ...more);
  return { texts: Object.fromEntries(changes.map(({ file, after }) => [file, after])), reasons: plan.sites.map(({ reason, outcome }) => reason ?? outcome), plan };
}

const SLEEP = 'exports.sleep = (ms) => {\n  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);\n};\n';

test('callers in other files wait, too', async () => {
  const { texts, reasons } = await migrated({ 'sleep.js': SLEEP, 'main.js': "const { sleep } = require('./sleep');\nfunction main() {\n  sleep(5);\n}\nmain();\n" });
  expect(reasons).toEqual(['migrated']);
  expect(texts['main.js']).toBe("const { sleep } = require('./sleep');\nasync function main() {\n  await sleep(5);\n}\nmain().catch((error) => {\n  process.nextTick(() => {\n    throw error;\n  });\n});\n");
  expect(texts['sleep.js']).toBe("const { setTimeout: sleep } = require('timers/promises');\n\nexports.sleep = async (ms) => {\n  await sleep(Math.max(0, ms) + 1);\n};\n");
});

test('a Node without timers/promises gets a promisified timer', async () => {
  const { texts } = await migrated({ 'main.js': "const os = require('os');\nfunction pause(ms) {\n  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);\n}\npause(os.EOL.length);\n" }, '{ "private": true, "engines": { "node": ">=12" } }');
  expect(texts['main.js']).toContain("const { promisify } = require('util');\nconst sleep = promisify(setTimeout);\nasync function pause(ms) {\n  await sleep(Math.max(0, ms) + 1);\n}\n");
});

test.each([
  ["const { test } = require('node:test');\nconst sleep = require('thread-sleep');\ntest('holds the lock', async () => {\n  sleep(30);\n});\n", 'wait-in-async-test'],
  ["const { test } = require('node:test');\nconst sleep = require('thread-sleep');\nconst hold = () => { sleep(30); };\ntest('holds the lock', async () => {\n  hold();\n});\n", 'wait-in-async-test'],
  ["const { test } = require('node:test');\nconst sleep = require('thread-sleep');\ntest('is older then', () => {\n  sleep(30);\n});\n", 'migrated'],
])('a test that is async and sleeps may hold timers back: %#', async (text, reason) => {
  expect((await migrated({ 'lock.test.js': text })).reasons).toEqual([reason]);
});

test('what runs with fake timers stays, and nothing else', async () => {
  const fake = "const sinon = require('sinon');\nconst { sleep } = require('../lib/sleep');\ntest('sleeps', () => {\n  const clock = sinon.useFakeTimers();\n  sleep(5);\n  clock.restore();\n});\n";
  const { plan, texts } = await migrated({ 'lib/sleep.js': SLEEP, 'lib/other.js': SLEEP, 'bin.js': "require('./lib/other').sleep(5);\n", 'test/sleep.test.js': fake });
  expect(plan.sites.map(({ file, reason, outcome }) => [file, reason ?? outcome])).toEqual([['lib/other.js', 'migrated'], ['lib/sleep.js', 'replaced-time']]);
  expect(Object.keys(texts)).toEqual(['bin.js', 'lib/other.js']);
});

test('deasync: its loop becomes one that waits, a package that nothing uses any more is not loaded', async () => {
  const { texts, reasons } = await migrated({ 'main.js': "const deasync = require('deasync');\nconst fs = require('fs');\nfunction size(file) {\n  let done = false;\n  let size;\n  fs.stat(file, (error, stats) => { size = stats.size; done = true; });\n  deasync.loopWhile(() => !done);\n  while (!done) { deasync.runLoopOnce(); }\n  deasync.sleep(5);\n  deasync.sleep(file.ms);\n  return size;\n}\nconsole.log(size(__filename) > 0);\n" });
  expect(reasons).toEqual(['migrated', 'migrated', 'migrated', 'migrated']);
  const after = texts['main.js']!;
  expect(after).not.toContain('deasync');
  expect(after).toContain('  while (!done) await sleep(1);\n  while (!done) { await sleep(1); }\n  await sleep(5);\n  await sleep(Number(file.ms));\n');
  const root = repository({});
  expect(await run({ file: 'main.js', text: after }, root)).toEqual({ stdout: 'true\n', exitCode: 0 });
});

test.each([
  ['deasync.loopWhile(check);', 'wait-argument'],
  ['deasync.loopWhile(function () { return this.busy; });', 'wait-argument'],
  ['const left = deasync.loopWhile(() => busy());', 'wait-result'],
])('deasync: %s stays', async (call, reason) => {
  expect((await migrated({ 'main.js': `const deasync = require('deasync');\nconst check = () => false;\nconst busy = check;\nfunction main() {\n  ${call}\n}\nmain();\n` })).reasons).toEqual([reason]);
});

test('what a test replaces stays', async () => {
  const files = { 'lib.js': "const sleep = require('sleep');\nexports.pause = () => { sleep.msleep(500); };\n", 'lib.test.js': "const sleep = require('sleep');\nconst { pause } = require('./lib');\nsleep.msleep = () => console.log('slept');\ntest('pauses', () => { pause(); });\n" };
  expect((await migrated(files)).reasons).toEqual(['patched-api']);
});

test('with sync-to-await: a command that only sleeps needs no process, others do', async () => {
  const text = "const { execSync } = require('child_process');\nfunction main(n) {\n  execSync('sleep 1');\n  execSync(`sleep ${n}`);\n  execSync('sleep 1 && echo up');\n}\nmain(1);\n";
  const { reasons, texts } = await migrated({ 'main.js': text }, undefined, 'sync-to-await');
  expect(reasons).toEqual(['migrated', 'migrated', 'migrated']);
  expect(texts['main.js']).toContain("  await sleep(1000 + 1);\n  await execAsync(`sleep ${n}`);\n  await execAsync('sleep 1 && echo up');\n");
});

test('loops that do more than to ask the clock are no waits', async () => {
  const text = "function main(queue, end) {\n  while (Date.now() < end) queue.pop();\n  while (queue.length > 0 && Date.now() < end);\n  while (Date.now() < end) if (queue.pop()) break;\n  for (let i = 0; Date.now() < end; i++);\n}\nmain([], 0);\n";
  expect(outcomes((await migrated({ 'main.js': text })).plan)).toEqual({});
});
