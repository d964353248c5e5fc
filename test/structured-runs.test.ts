// What happens when one promise of a group fails: programs rewritten by structured-concurrency, with siblings that hang, hold things and fail as well.
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { run, withData } from './fixture-run.ts';
import { tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Rewrites `text`, and runs what it becomes (or it itself) with `driver` behind it. */
async function driven(text: string, driver: string, migrated = true): Promise<string[]> {
  const root = tree({ 'package.json': '{ "private": true }\n', 'main.cjs': text });
  withData(root);
  const { plan, changes } = await analyse({ root, publicApi: 'keep', transforms: ['structured-concurrency'] });
  expect(plan.sites.flatMap(({ line, reason }) => (reason ? [`${line} ${reason}`] : []))).toEqual([]);
  const main = migrated ? changes[0]!.after : text;
  const { stdout } = await run({ file: 'main.cjs', text: `process.on('unhandledRejection', ({ message }) => console.log('unhandled', message));\nprocess.on('warning', ({ name }) => console.log(name));\n${main}\n(async () => {${driver}})();` }, root);
  return stdout.trim().split('\n');
}

const GROUP = `
const { execFile } = require('child_process');
const { readFile } = require('fs/promises');
const http = require('http');
const { promisify } = require('util');
const { setTimeout: sleep } = require('timers/promises');
const run = promisify(execFile);
const ended = [];
const first = new Error('first');
let open = 0;

async function fails(file) {
  if (file !== undefined) await readFile(file);
  throw first;
}
async function hangs() {
  try {
    await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  } finally {
    ended.push('child');
  }
}
async function asks(port) {
  try {
    return await fetch('http://127.0.0.1:' + port);
  } finally {
    ended.push('request');
  }
}
async function polls() {
  try {
    for (;;) await sleep(5);
  } finally {
    ended.push('loop');
  }
}
async function all(port, file) {
  await Promise.all([hangs(), asks(port), polls(), fails(file)]);
}
async function each(files) {
  return await Promise.all(files.map(async (file) => {
    open++;
    try {
      if (file !== 'bad') await sleep(60_000);
      throw first;
    } finally {
      open--;
    }
  }));
}
async function within(files) {
  await Promise.all([
    polls(),
    Promise.all(files.map(async (file) => {
      open++;
      try {
        if (file === 'bad') throw first;
        await sleep(60_000);
      } finally {
        await readFile('a.txt');
        await readFile('b.txt');
        open--;
      }
    })),
  ]);
}
`;

test('a child process that hangs, a server that never answers and a loop without an end stop, and have ended when the group fails with the first error', async () => {
  const lines = await driven(GROUP, `
    const server = http.createServer(() => {});
    let closed;
    const gone = new Promise((resolve) => { closed = resolve; });
    server.on('connection', (socket) => socket.on('close', closed));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const file of [undefined, 'a.txt']) {
      ended.length = 0;
      const error = await all(server.address().port, file).catch((error) => error);
      console.log(error === first, ended.sort().join());
    }
    await gone;
    server.close();
    server.closeAllConnections();
  `);
  expect(lines).toEqual(['true child,loop,request', 'true child,loop,request']);
});

test('a thousand siblings of a list stop, without a listener too many; so they do ten thousand times, without one that stays', async () => {
  const lines = await driven(GROUP, `
    console.log(await each([...Array.from({ length: 1000 }, (_, index) => String(index)), 'bad']).catch((error) => error === first), open);
    console.log(await within(['slow', 'bad', 'slow']).catch((error) => error === first), open);
    let failed = 0;
    for (let round = 0; round < 10_000; round++) await each(['slow', 'slow', 'bad']).catch((error) => { if (error === first) failed++; });
    console.log(failed, open, process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length);
  `);
  expect(lines).toEqual(['true 0', 'true 0', '10000 0 0']);
});

const TOLD = `
const { setTimeout: sleep } = require('timers/promises');
let stuck;
let told = false;
const first = new Error('first');
async function fails() { await null; throw first; }
async function waits() {
  try { await sleep(60_000); } finally { told = true; }
}
async function goesOn() {
  await new Promise((resolve) => { stuck = resolve; });
}
async function sibling() {
  await goesOn();
  await sleep(1);
}
async function group() {
  await Promise.all([sibling(), waits(), fails()]);
}
`;

test('the group does not wait for a sibling that the signal cannot end, but tells the others', async () => {
  const lines = await driven(TOLD, `
    console.log(await group().catch((error) => error === first));
    await new Promise((resolve) => setImmediate(resolve));
    console.log(told);
    stuck();
  `);
  expect(lines).toEqual(['true', 'true']);
});

const TWICE = `
const { setTimeout: sleep } = require('timers/promises');
const errors = [new Error('first'), new Error('second')];
async function late(ms, index) {
  await null;
  for (let turn = 0; turn < ms; turn++) await null;
  throw errors[index];
}
async function quiet() { await sleep(60_000, undefined, { ref: false }); }
async function stops() { return Promise.all([late(20, 1), late(5, 0), quiet(), late(5, 1)]); }
async function settles() {
  // unblock: settle-all
  return await Promise.all([late(20, 1), late(5, 0), late(5, 1)]);
}
async function fits(list) {
  // unblock: settle-all
  return (await Promise.all(list)).join();
}
`;

test('of several errors it is the one that came first in time, as with Promise.all, and none is unhandled', async () => {
  const driver = `
    for (const group of [stops, settles]) console.log(await group().catch(({ message }) => message));
    console.log(await fits([1, Promise.resolve(2), { then: (resolve) => resolve(3) }]), await fits([]), await fits(new Set([Promise.reject(errors[0])])).catch(({ message }) => message));
    console.log(await fits(5).catch(({ name }) => name));
    process.exit();
  `;
  const lines = await driven(TWICE, driver);
  expect(lines).toEqual(['first', 'first', '1,2,3  first', 'TypeError']);
  expect(await driven(TWICE, driver, false)).toEqual(lines);
});
