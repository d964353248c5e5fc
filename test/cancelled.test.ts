// What happens when a signal aborts: programs with signals from add-cancellation, stopped before, in the middle and ten thousand times.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { run, withData } from './fixture-run.ts';
import { folder } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const TOLD = `
const { getEventListeners } = require('events');
const listeners = (signal) => getEventListeners(signal, 'abort').length;
const told = (error) => [error.name, error.code].join(' ');
process.on('warning', ({ name }) => console.log(name));
`;

/** Runs a program in which `work` and what it calls were given signals, and then `driver`. */
async function cancelled(text: string, driver: string): Promise<string[]> {
  const root = folder();
  withData(root);
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, 'main.cjs'), text);
  const { plan, changes } = await analyse({ root, publicApi: 'keep', transforms: ['add-cancellation'], cancel: ['main.cjs:work'] });
  expect(plan.sites.some(({ outcome }) => outcome === 'migrated')).toBe(true);
  const { stdout } = await run({ file: 'main.cjs', text: `${TOLD}${changes[0]!.after}\n(async () => {${driver}})();` }, root);
  return stdout.trim().split('\n');
}

const CHAIN = `
const { readFile, writeFile } = require('fs/promises');
const { execFile } = require('child_process');
const { promisify } = require('util');
const { setTimeout: sleep } = require('timers/promises');
const run = promisify(execFile);
let reads = 0;
async function load(file) {
  reads++;
  return (await readFile(file, 'utf8')).length;
}
async function pause(ms) { await sleep(ms); }
const hang = async () => (await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])).stdout;
async function work(kind) {
  if (kind === 'loop') for (let i = 0; i < 1e6; i++) await load('a.txt');
  if (kind === 'hang') return await hang();
  if (kind === 'files') return await Promise.all(['a.txt', 'b.txt', 'c.txt'].map(async (file) => { await pause(5); return load(file); }));
  if (kind === 'swallow') {
    try { await pause(10_000); } catch { return 'swallowed'; }
  }
  return load(kind);
}
`;

test('aborted before: nothing begins; in the middle: it stops with an AbortError, and nothing is left on the signal', async () => {
  const lines = await cancelled(CHAIN, `
    console.log(await work('a.txt'), reads);
    const before = AbortSignal.abort();
    console.log(await work('loop', { signal: before }).catch(told), await work('a.txt', { signal: before }).catch(told), reads);
    for (const kind of ['loop', 'hang', 'files', 'swallow']) {
      const controller = new AbortController();
      const { signal } = controller;
      setTimeout(() => controller.abort(), kind === 'files' ? 1 : 100);
      console.log(kind, await work(kind, { signal }).catch(told), listeners(signal));
    }
    const own = new AbortController();
    setTimeout(() => own.abort(new Error('enough')), 20);
    console.log(await work('loop', { signal: own.signal }).catch(({ name, message, cause }) => [name, message, cause?.message]));
  `);
  expect(lines).toEqual(['21 1', 'AbortError 20 AbortError ABORT_ERR 2', expect.stringMatching(/^loop AbortError (?:20|ABORT_ERR) 0$/), 'hang AbortError ABORT_ERR 0', 'files AbortError ABORT_ERR 0', 'swallow AbortError 20 0', expect.stringMatching(/enough/)]);
});

test('ten thousand runs on one signal leave no listener, and ten thousand aborts no timer, process or handle', async () => {
  const lines = await cancelled(`${CHAIN.replace('async function pause(ms) { await sleep(ms); }', 'async function pause(ms) { await sleep(ms, undefined, { signal: quiet.signal }); }\nconst quiet = new AbortController();')}`, `
    const { signal } = new AbortController();
    for (let i = 0; i < 100; i++) await Promise.all(Array.from({ length: 9 }, () => work('files', { signal })));
    console.log(listeners(signal), listeners(quiet.signal));
    let aborted = 0;
    for (let i = 0; i < 10_000; i++) {
      const controller = new AbortController();
      const running = work('swallow', { signal: controller.signal }).catch((error) => { if (error.name === 'AbortError') aborted++; });
      controller.abort();
      await running;
      if (listeners(controller.signal) + listeners(quiet.signal) > 0) console.log('left');
    }
    console.log(aborted, process.getActiveResourcesInfo().filter((name) => /Timeout|Process|FSReq/.test(name)).length);
  `);
  expect(lines.filter((line) => line !== 'MaxListenersExceededWarning')).toEqual(['0 0', '10000 0']);
});
