// Roots of cancellation, executed: clients that go away in the middle, and programs that get SIGINT or SIGTERM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { PROJECT, folder } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A folder with the program, cancelled from `cancel` on or as it was, and what the plan says. */
async function programOf(text: string, cancel?: string) {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(root, 'main.cjs'), text);
  const planned = cancel === undefined ? undefined : await analyse({ root, publicApi: 'keep', transforms: ['add-cancellation'], cancel: [cancel] });
  mkdirSync(path.join(root, 'node_modules'));
  if (planned) writeFileSync(path.join(root, 'main.cjs'), planned.changes[0]?.after ?? text);
  return { root, reasons: planned?.plan.sites.map(({ outcome, reason }) => reason ?? outcome) ?? [] };
}

interface Ended {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly signal: string | null;
}

/** Starts the program, and does something on each line that it prints. */
function started(root: string, args: readonly string[], onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['main.cjs', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop()!;
      for (const line of parts) { lines.push(line); onLine(line, (signal) => child.kill(signal)); }
    });
    child.on('close', (code, signal) => resolve({ lines, code, signal }));
  });
}

const CLI = `
const { setTimeout: sleep } = require('timers/promises');
const { execFile } = require('child_process');
const { rm, writeFile } = require('fs/promises');
const run = require('util').promisify(execFile);

async function work(ms) {
  await writeFile('lock', 'x');
  try {
    console.log('working');
    if (ms === 'child') await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    else if (ms === 'deaf') await new Promise((resolve) => setTimeout(resolve, 60_000));
    else await sleep(Number(ms));
    console.log('done');
  } finally {
    await rm('lock');
    console.log('cleaned');
  }
  return 0;
}

async function main(args) {
  try {
    if (args[0] === 'fail') throw new Error('failed');
    return await work(args[0]);
  } catch (error) {
    console.log(error.name);
    process.exit(3);
  }
}

main(process.argv.slice(2)).then((code) => { console.log('code', code); process.exitCode = 5; });
`;

test('a program that is not interrupted ends as it did; SIGINT and SIGTERM end it as they did, after it cleaned up', async () => {
  const before = await programOf(CLI);
  const after = await programOf(CLI, 'process:main.cjs:main');
  expect(after.reasons).toEqual(['migrated', 'migrated', 'migrated']);
  for (const args of [['5'], ['fail']]) expect(await started(after.root, args, () => {})).toEqual(await started(before.root, args, () => {}));
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    const kill = (line: string, send: (signal: NodeJS.Signals) => void): void => { if (line === 'working') send(name); };
    expect(await started(before.root, ['60000'], kill)).toEqual({ lines: ['working'], code: null, signal: name });
    for (const kind of ['60000', 'child']) expect(await started(after.root, [kind], kill)).toEqual({ lines: ['working', 'cleaned'], code: null, signal: name });
  }
  expect(readdirSync(after.root)).not.toContain('lock');
});

test('what takes no signal has five seconds; a second signal ends the program at once', async () => {
  const { root } = await programOf(CLI, 'process:main.cjs:main');
  let began = Date.now();
  expect(await started(root, ['deaf'], (line, send) => { if (line === 'working') { began = Date.now(); send('SIGTERM'); } })).toEqual({ lines: ['working'], code: null, signal: 'SIGTERM' });
  expect(Date.now() - began).toBeGreaterThan(4500);
  // again and again: one that comes together with the first is taken for it
  let again: NodeJS.Timeout | undefined;
  expect(await started(root, ['deaf'], (line, send) => { if (line === 'working') { send('SIGTERM'); again = setInterval(send, 100, 'SIGINT'); } })).toEqual({ lines: ['working'], code: null, signal: 'SIGINT' });
  clearInterval(again);
});

test('a program that does something on SIGINT itself stays, and so does an entry that is no async function', async () => {
  expect((await programOf(`${CLI}process.once('SIGINT', () => process.exit(0));\n`, 'process:main.cjs:main')).reasons).toEqual(['cancel-own-handler', 'cancel-own-handler', 'cancel-own-handler']);
  expect((await programOf(CLI.replace('async function main(args) {', 'function main(args) { return body(args); }\nasync function body(args) {'), 'process:main.cjs:main')).reasons).toEqual(['cancel-kind', 'cancel-kind', 'cancel-kind']);
});

const JOB = `
const { setTimeout: sleep } = require('timers/promises');
const { execFile } = require('child_process');
const { readFile } = require('fs/promises');
const run = require('util').promisify(execFile);

async function nightly(kind, { twice = false } = {}) {
  if (kind === 'again') return nightly('quick');
  if (kind === 'loop') for (;;) await sleep(5);
  if (kind === 'child') await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  return (await readFile('package.json', 'utf8')).trim() + twice;
}

nightly(process.argv[2], { twice: true }).then(console.log, (error) => console.log(error.name, error.cause?.name ?? error.code));
`;

test('a job ends at its deadline, which does not keep the process alive; one that is done before ends as it did', async () => {
  const before = await programOf(JOB);
  const long = await programOf(JOB, 'job:main.cjs:nightly=10m');
  const short = await programOf(JOB, 'job:main.cjs:nightly=300ms');
  expect(long.reasons).toEqual(['migrated', 'migrated', 'migrated', 'migrated']);
  for (const args of [['quick'], ['again']]) expect(await started(long.root, args, () => {})).toEqual(await started(before.root, args, () => {}));
  expect((await started(short.root, ['child'], () => {})).lines).toEqual(['AbortError TimeoutError']);
  // by the loop, or by what it waits for
  expect((await started(short.root, ['loop'], () => {})).lines[0]).toMatch(/^(?:AbortError TimeoutError|TimeoutError 23)$/);
});

test('a job that others call with arguments of theirs has no deadline, nor has one without a call, or with a time that is none', async () => {
  expect((await programOf(JOB.replace('nightly(process.argv[2], { twice: true })', 'Promise.all([process.argv[2]].map(nightly))'), 'job:main.cjs:nightly=10m')).reasons).toEqual(Array.from({ length: 3 }, () => 'cancel-passed-as-value'));
  expect((await programOf(JOB.replace(/\nnightly\(process.*\n/, '\nmodule.exports = { nightly };\n').replace("return nightly('quick')", 'return 1'), 'job:main.cjs:nightly=10m')).reasons).toEqual(Array.from({ length: 3 }, () => 'cancel-kind'));
  await expect(programOf(JOB, 'job:main.cjs:nightly=soon')).rejects.toThrow('--cancel job:main.cjs:nightly=soon: it is <file>:<function>');
});

const SERVER = (framework: string): string => `
const http = require('http');
const fs = require('fs/promises');
const { createReadStream } = require('fs');
const { execFile } = require('child_process');
const { pipeline } = require('stream/promises');
const { Writable } = require('stream');
const run = require('util').promisify(execFile);
const { setTimeout: sleep } = require('timers/promises');

let steps = 0;
let begun;
let busy = false;
async function endless() {
  for (;;) { steps++; await sleep(5); }
}
async function answer(req, res) {
  if (/loop|child|file/.test(req.url)) begun = req.url;
  if (req.url === '/loop') await endless();
  if (req.url === '/child') await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  if (req.url === '/file') await pipeline(createReadStream('/dev/zero'), new Writable({ write: (chunk, encoding, done) => setTimeout(done, 5) }));
  if (req.url === '/broken') throw new TypeError('broken');
  res.end((await fs.readFile('package.json', 'utf8')).trim());
}
${framework}
process.on('unhandledRejection', (error) => console.log('unhandled', error.name));
const held = () => process.getActiveResourcesInfo().filter((name) => /FileHandle|FSReq|ProcessWrap|Timeout|TCPSocketWrap/.test(name)).length + require('fs').readdirSync('/proc/self/fd').filter((fd) => { try { return /zero|socket/.test(require('fs').readlinkSync('/proc/self/fd/' + fd)); } catch { return false; } }).length;
server.listen(0, '127.0.0.1', () => {
  const quiet = held();
  console.log('port', server.address().port);
  setInterval(() => {
    const now = held() - quiet;
    if (now > 0 && begun && !busy) { busy = true; console.log('busy', begun); }
    if (now === 0 && busy) { busy = false; begun = undefined; console.log('idle', steps); }
  }, 20).unref();
  process.stdin.on('end', () => process.exit()).resume();
});
`;

const NODE = 'const server = http.createServer(async (req, res) => { await answer(req, res); });';
const EXPRESS = `const express = require('express');
const web = express();
web.use(async (req, res, next) => {
  await answer(req, res);
});
const server = http.createServer(web);`;

const KOA = `const Koa = require('koa');
const web = new Koa();
web.use(async ({ url, res }, next) => {
  if (url === '/') res.setHeader('X-Seen', 'yes');
  await next();
});
web.use(async (ctx) => {
  const { url } = ctx;
  await answer({ url }, { end: (text) => { ctx.body = text; } });
});
const server = http.createServer(web.callback());`;

/** Asks, and hangs up when `begun` says so. */
const hangUp = (port: number, url: string, begun: Promise<void>): Promise<void> => new Promise((resolve) => {
  const request = http.get({ port, path: url, agent: false, host: '127.0.0.1' });
  request.on('error', () => {}).on('close', resolve);
  void begun.then(() => request.destroy());
});
const ask = (port: number, url: string): Promise<string> => new Promise((resolve, reject) => {
  http.get({ port, path: url, agent: false, host: '127.0.0.1' }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => resolve(`${response.statusCode} ${text}`));
  }).on('error', reject);
});

test.each([['node', NODE, undefined], ['Express 4', EXPRESS, 'express4'], ['Express 5', EXPRESS, 'express5'], ['Koa', KOA, 'koa']])('a client that goes away: %s stops what its handler does, and closes what it holds', async (_, framework, version) => {
  const { root, reasons } = await programOf(SERVER(framework), 'requests');
  if (version) symlinkSync(path.join(PROJECT, 'node_modules', version), path.join(root, 'node_modules', version.replace(/\d$/, '')));
  expect(reasons.filter((reason) => reason === 'migrated').length).toBeGreaterThan(4);
  const said: string[] = [];
  const child = spawn(process.execPath, ['main.cjs'], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
  const port = await new Promise<number>((resolve) => child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said.push(...chunk.trim().split('\n'));
    const [, found] = /port (\d+)/.exec(chunk) ?? [];
    if (found) resolve(Number(found));
  }));
  /** Waits until it has printed so many lines that begin so. */
  const printed = async (start: string, count = 1): Promise<void> => { while (said.filter((line) => line.startsWith(start)).length < count) await once(child.stdout, 'data'); };
  expect(await ask(port, '/')).toBe('200 { "private": true }');
  for (const [index, url] of ['/loop', '/child', '/file'].entries()) {
    await hangUp(port, url, printed(`busy ${url}`));
    await printed('idle', index + 1);
  }
  expect(await ask(port, '/')).toBe('200 { "private": true }');
  expect(said.filter((line) => line.startsWith('unhandled'))).toEqual([]);
  if (version === 'express5' || version === 'koa') expect(await ask(port, '/broken')).toMatch(/^500 /);
  else {
    void ask(port, '/broken').catch(() => {});
    await printed('unhandled TypeError');
  }
  child.stdin.end();
  await new Promise((resolve) => child.on('close', resolve));
});
