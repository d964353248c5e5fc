// The table of deadlines against Node itself: what takes a signal where the table says so ends by it, and what it says takes none does not.
import { exec, execFile } from 'node:child_process';
import dns from 'node:dns';
import dnsPromises from 'node:dns/promises';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import stream, { PassThrough } from 'node:stream';
import streamPromises from 'node:stream/promises';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { deadlineModules } from '../src/apis/deadlines/index.ts';
import type { DeadlineFunction } from '../src/core/deadlines.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'unblock-deadlines-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const server = http.createServer(() => {});
const listening = new Promise<string>((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`)));
afterAll(() => { server.closeAllConnections(); server.close(); });

const modules: Readonly<Record<string, object>> = {
  '(global)': globalThis, child_process: { exec, execFile }, dns, 'dns/promises': dnsPromises, events: { once }, fs, 'fs/promises': fsPromises,
  stream, 'stream/promises': streamPromises, timers, 'timers/promises': timersPromises,
};

type Called = (...args: unknown[]) => Promise<unknown>;

/** The function that an entry of the table is about. */
function named(specifier: string, name: string): Called {
  const [, promisified] = /^promisify\((\w+)\)$/.exec(name) ?? [];
  let owner: unknown;
  let value: unknown = modules[specifier];
  for (const part of (promisified ?? name).split('.')) [owner, value] = [value, (value as Record<string, unknown>)[part]];
  const found = promisified === undefined ? (value as Called) : (promisify(value as () => void) as unknown as Called);
  return (...args) => found.apply(owner, args);
}

/** Arguments with which it never ends by itself. */
async function endless(name: string): Promise<unknown[]> {
  const last = /\w+(?=\W*$)/.exec(name)![0];
  switch (last) {
    case 'fetch': return [await listening];
    case 'exec': return ['sleep 20'];
    case 'execFile': return ['sleep', ['20']];
    case 'readFile': return ['/dev/zero'];
    case 'writeFile': case 'appendFile': return [path.join(root, last), name.startsWith('promisify') ? 'x' : drip()];
    case 'once': return [new EventEmitter(), 'never'];
    case 'setTimeout': return [20_000, undefined];
    case 'wait': return [20_000];
    case 'pipeline': return [new PassThrough(), new PassThrough()];
    case 'finished': return [new PassThrough()];
    default: throw new Error(`no arguments for ${name}`);
  }
}

async function* drip(): AsyncGenerator<string> {
  for (;;) {
    await timersPromises.setTimeout(5);
    yield 'x';
  }
}

const entries = deadlineModules.flatMap(({ specifiers, functions }) => Object.entries(functions).flatMap(([name, form]) => specifiers.map((specifier) => [specifier, name, form] as [string, string, DeadlineFunction])));
const own = entries.filter(([specifier]) => modules[specifier]);

test.each(own.filter(([, , { by }]) => by === 'signal'))('%s %s ends by a signal where the table says, and its error has the TimeoutError', async (specifier, name, form) => {
  const call = named(specifier, name);
  const args = await endless(name);
  const signal = AbortSignal.timeout(80);
  // one write is one step: it looks at the signal before
  if (name === 'promisify(writeFile)') await timersPromises.setTimeout(120);
  const error = await call(...args, { signal }).then(() => undefined, (reason: unknown) => reason as Error);
  if (form.by === 'signal' && typeof form.at === 'number') expect(args).toHaveLength(form.at);
  expect(error?.name === 'AbortError' ? (error.cause as Error).name : error?.name).toBe('TimeoutError');
});

test.each(own.filter(([, , { by }]) => by !== 'signal'))('%s %s is there, and takes no signal', async (specifier, name) => {
  const call = named(specifier, name);
  const file = path.join(root, 'there');
  fs.writeFileSync(file, 'x');
  const last = /\w+(?=\W*$)/.exec(name)![0];
  if (!/^(?:access|lstat|readdir|realpath|stat|statfs|lookup)$/.test(last)) return expect(call).toBeTypeOf('function');
  const target = last === 'readdir' ? root : last === 'lookup' ? '127.0.0.1' : file;
  await expect(call(target, { signal: AbortSignal.abort() }).then(() => 'it went on', (error: Error) => error.name)).resolves.not.toBe('AbortError');
});
