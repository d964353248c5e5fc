// What a deadline does when it is reached: programs with deadlines from add-timeouts, against peers that never answer.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { deadlineValues } from '../src/core/deadlines.ts';
import { analyse } from '../src/pipeline.ts';
import { run } from './fixture-run.ts';
import { folder } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

/** How an error is told apart: an abort by somebody else has no TimeoutError in it. */
const TOLD = `
const told = (error) => [error.name, error.code, (error.name === 'AbortError' ? error.cause : error).name].join(' ');
const left = () => process.getActiveResourcesInfo().filter((name) => !/^(?:TTYWrap|PipeWrap|TickObject|Immediate|CloseReq)$/.test(name)).join(' ') || 'nothing';
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
`;

/** Runs a program with the deadlines of `timeouts`; the program must end by itself. */
async function stalled(text: string, timeouts: string, packages: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const given = deadlineValues(timeouts);
  if ('wrong' in given) throw new Error(given.wrong);
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, 'main.cjs'), TOLD + text);
  for (const [name, code] of Object.entries(packages)) {
    mkdirSync(path.join(root, 'node_modules', name), { recursive: true });
    writeFileSync(path.join(root, 'node_modules', name, 'index.js'), code);
  }
  const { plan, changes } = await analyse({ root, publicApi: 'keep', transforms: ['add-timeouts'], timeouts: given });
  expect(plan.sites.some(({ outcome }) => outcome === 'migrated')).toBe(true);
  const began = Date.now();
  const { stdout } = await run({ file: 'main.cjs', text: changes[0]!.after }, root);
  expect(Date.now() - began).toBeLessThan(20_000);
  return stdout.trim().split('\n');
}

const SERVER = `
const http = require('http');
const sockets = new Set();
const server = http.createServer((request, response) => {
  // of the requests: fetch opens an idle connection in place of a closed one
  sockets.add(request.socket.on('close', () => sockets.delete(request.socket)));
  if (request.url === '/half') response.write('half');
});
const listening = new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve('http://127.0.0.1:' + server.address().port)));
const closed = async () => { for (let i = 0; i < 200 && sockets.size > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10)); return sockets.size; };
`;

test('fetch from a server that never answers, and from one that stops in the middle of its body: the socket of the request is closed', async () => {
  const lines = await stalled(`${SERVER}
    const load = async (url) => (await fetch(url)).text();
    (async () => {
      const url = await listening;
      for (const path of ['/', '/half']) console.log(await load(url + path).catch(told), await closed());
      server.close();
      server.closeAllConnections();
    })();`, 'http=200ms');
  expect(lines).toEqual(['TimeoutError 23 TimeoutError 0', 'TimeoutError 23 TimeoutError 0']);
});

test('a promise around http.get: the caller goes on, and the request does, too', async () => {
  const lines = await stalled(`${SERVER}
    const get = (url) => new Promise((resolve, reject) => { http.get(url, resolve).on('error', reject); });
    (async () => {
      console.log(await get(await listening).catch(told), sockets.size);
      server.close();
      server.closeAllConnections();
    })();`, 'http=200ms');
  expect(lines).toEqual(['TimeoutError 23 TimeoutError 1']);
});

test('child processes that hang are dead afterwards', async () => {
  const lines = await stalled(`
    const { execFile, exec } = require('child_process');
    const { promisify } = require('util');
    const run = promisify(execFile);
    const shell = promisify(exec);
    const isAlive = (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } };
    const gone = async (pid) => { for (let i = 0; i < 200 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 10)); return !isAlive(pid); };
    const pids = require('fs');
    (async () => {
      const hang = "require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)";
      const { promise, child } = await (async () => ({ promise: 0, child: 0 }))();
      console.log(await run(process.execPath, ['-e', hang]).catch(told), await gone(Number(pids.readFileSync('pid', 'utf8'))));
      console.log(await shell('exec sleep 100').catch(told), promise, child);
      console.log(await run(process.execPath, ['-e', 'process.exit(3)']).catch((error) => error.code));
      await settle();
      console.log(left());
    })();`, 'exec=600ms');
  expect(lines).toEqual(['AbortError ABORT_ERR TimeoutError true', 'AbortError ABORT_ERR TimeoutError 0 0', '3', 'nothing']);
});

test('what unblock generated for execSync keeps its error, ETIMEDOUT', async () => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  const text = `const { execFileSync } = require('child_process');
    async function main() {
      try { console.log(String(execFileSync('sleep', ['100']))); } catch (error) { console.log(error.code, error.signal); }
    }
    main();`;
  writeFileSync(path.join(root, 'main.cjs'), text);
  const { plan, changes } = await analyse({ root, publicApi: 'keep', transforms: ['sync-to-await', 'add-timeouts'], timeouts: { values: { exec: 300 } } });
  expect(plan.sites.map(({ outcome }) => outcome)).toEqual(['migrated', 'migrated']);
  expect(changes[0]!.after).toContain("await execFileAsync('sleep', ['100'], { timeout: 300 })");
  expect((await run({ file: 'main.cjs', text: changes[0]!.after }, root)).stdout).toBe('ETIMEDOUT SIGTERM\n');
});

test('a name that is never resolved', async () => {
  const lines = await stalled(`
    const dns = require('dns');
    dns.promises.lookup = (host) => new Promise((resolve, reject) => { if (host !== 'stalled.test') setTimeout(reject, host === 'late.test' ? 150 : 1, new Error('ENOTFOUND ' + host)); });
    const alive = setInterval(() => {}, 1000);
    (async () => {
      for (const host of ['stalled.test', 'late.test', 'gone.test']) console.log(await dns.promises.lookup(host).catch(told));
      process.on('unhandledRejection', (error) => console.log('unhandled', error.message));
      await new Promise((resolve) => setTimeout(resolve, 200));
      clearInterval(alive);
      await settle();
      console.log(left());
    })();`, 'dns=100ms');
  expect(lines).toEqual(['TimeoutError 23 TimeoutError', 'TimeoutError 23 TimeoutError', 'Error  Error', 'nothing']);
});

test('a query that the database does not answer, one that fails late, and a connection that nobody would release', async () => {
  const pg = `exports.Pool = class Pool {
    query(text) { return new Promise((resolve, reject) => { if (text !== 'stalled') setTimeout(text === 'late' ? reject : resolve, text === 'late' ? 200 : 1, new Error(text)); }); }
    async connect() { return { release() {} }; }
  };`;
  const lines = await stalled(`
    const { Pool } = require('pg');
    const pool = new Pool();
    const alive = setInterval(() => {}, 1000);
    process.on('unhandledRejection', (error) => console.log('unhandled', error.message));
    (async () => {
      for (const text of ['stalled', 'late', 'quick']) console.log(await pool.query(text).catch(told) instanceof Error, await pool.query(text).catch(told));
      (await pool.connect()).release();
      await new Promise((resolve) => setTimeout(resolve, 300));
      clearInterval(alive);
      await settle();
      console.log(left());
    })();`, 'db=100ms', { pg });
  expect(lines.slice(0, 2)).toEqual(['false TimeoutError 23 TimeoutError', 'false TimeoutError 23 TimeoutError']);
  expect(lines[2]).toMatch(/^true Error: quick/);
  expect(lines.at(-1)).toBe('nothing');
  expect(lines.join()).not.toContain('unhandled');
});

test('a file without end, an event that never comes, a stream that never ends: no listener and no handle is left', async () => {
  const lines = await stalled(`
    const { readFile } = require('fs/promises');
    const { once, EventEmitter } = require('events');
    const { pipeline, finished } = require('stream/promises');
    const { setTimeout: sleep } = require('timers/promises');
    const { PassThrough } = require('stream');
    (async () => {
      const alive = setInterval(() => {}, 1000);
      const emitter = new EventEmitter();
      const [from, to, other] = [new PassThrough(), new PassThrough(), new PassThrough()];
      console.log(await readFile('/dev/zero').catch(told));
      console.log(await once(emitter, 'never').catch(told), emitter.eventNames().length);
      console.log(await pipeline(from, new PassThrough()).catch(told), from.destroyed, to.destroyed);
      const before = other.eventNames().length;
      console.log(await finished(other).catch(told), other.eventNames().length - before);
      console.log(await sleep(50_000).catch(told));
      clearInterval(alive);
      await settle();
      console.log(left());
    })();`, 'fs=100ms,events=100ms,stream=100ms,timers=100ms');
  const ABORTED = 'AbortError ABORT_ERR TimeoutError';
  expect(lines).toEqual([ABORTED, `${ABORTED} 0`, `${ABORTED} true false`, `${ABORTED} 0`, ABORTED, 'nothing']);
});

test('a signal of its own: the deadline and the signal stop it, and 10,000 calls leave nothing on the signal', async () => {
  const lines = await stalled(`
    const { setTimeout: sleep } = require('timers/promises');
    const { getEventListeners } = require('events');
    const wait = async (ms, { signal } = {}) => sleep(ms, 'done', { signal });
    process.on('warning', (warning) => console.log(warning.name));
    (async () => {
      const controller = new AbortController();
      console.log(await wait(5000, controller).catch(told));
      for (let i = 0; i < 100; i++) await Promise.all(Array.from({ length: 100 }, () => wait(0, controller)));
      console.log(getEventListeners(controller.signal, 'abort').length);
      const waiting = wait(5000, controller).catch((error) => error.cause);
      controller.abort('enough');
      console.log(await waiting, await wait(5000, controller).catch((error) => error.cause));
      await settle();
      console.log(left());
    })();`, 'timers=400ms');
  expect(lines.filter((line) => line !== 'MaxListenersExceededWarning')).toEqual(['AbortError ABORT_ERR TimeoutError', '0', 'enough enough', 'nothing']);
});

test('a deadline far away keeps no process alive', async () => {
  const began = Date.now();
  const lines = await stalled(`
    const { readFile } = require('fs/promises');
    const answer = async () => 42;
    (async () => console.log((await readFile(__filename, 'utf8')).length > 0, await answer()))();`, 'fs=1h,function:answer=1h');
  expect(lines).toEqual(['true 42']);
  expect(Date.now() - began).toBeLessThan(20_000);
});
