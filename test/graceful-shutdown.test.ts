// graceful-shutdown: the expected text for every fixture, the same program before and after, and what SIGTERM does under load.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { casesOf, migratedText, testHalfStay, testTypes, titled } from './fixture-cases.ts';
import { asExecutable, run, withData } from './fixture-run.ts';
import { PROJECT, folder, tree } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

const cases = casesOf('graceful-shutdown');

async function migrate(files: Readonly<Record<string, string>>, shutdown: readonly string[] = [], manifest: object = { private: true }) {
  const root = tree({ 'package.json': JSON.stringify(manifest), ...files, ...('main.ts' in files && { 'node_modules/@types': { link: path.join(PROJECT, 'node_modules/@types') } }) });
  return analyse({ root, publicApi: 'keep', transforms: ['graceful-shutdown'], shutdown });
}

test.each(titled(cases))('%s', async (_, each) => {
  const { input, main } = each;
  const text = migratedText(each, await migrate({ [main]: input }, [main]));
  const root = folder();
  withData(root);
  const before = await run(asExecutable(main, input), root);
  expect(before.stdout).not.toBe('');
  if (text === undefined) return;
  const copy = folder();
  withData(copy);
  expect(await run(asExecutable(main, text), copy)).toEqual(before);
  expect((await migrate({ [main]: text }, [main])).changes, 'it is changed a second time').toEqual([]);
});

testHalfStay(cases);
testTypes(cases);

const LISTENS = "require('./open');\nrequire('http').createServer(() => {}).listen(0);\n";
const OPENS = "setInterval(() => {}, 1000);\nfor (const each of [1]) setInterval(() => {}, each);\nmodule.exports = () => setInterval(() => {}, 1);\n";
const reasonsOf = async (...given: Parameters<typeof migrate>) => (await migrate(...given)).plan.sites.map(({ file, reason, outcome }) => `${file} ${reason ?? outcome}`);

test('the program is the one that is named, or that package.json starts, with all that it loads', async () => {
  const files = { 'bin/web.js': LISTENS.replace('./open', '../lib/open'), 'lib/open.js': OPENS, 'other.js': LISTENS.replace('./open', 'fs'), 'test/a.test.js': LISTENS };
  const closed = ['bin/web.js migrated', 'lib/open.js migrated', 'lib/open.js shutdown-passing', 'lib/open.js shutdown-passing'];
  expect(await reasonsOf(files, ['bin/web.js'])).toEqual([...closed, 'other.js shutdown-elsewhere']);
  expect(await reasonsOf(files, [], { scripts: { start: 'NODE_ENV=production node --enable-source-maps ./bin/web.js --port 1' } })).toEqual([...closed, 'other.js shutdown-elsewhere']);
  expect(await reasonsOf(files, [], { name: 'x', bin: 'bin/web.js' })).toEqual([...closed, 'other.js shutdown-elsewhere']);
  expect(await reasonsOf(files, [], { name: 'x', main: 'bin/web.js' })).toEqual(Array.from({ length: 5 }, (_, index) => `${['bin/web.js', 'lib/open.js', 'lib/open.js', 'lib/open.js', 'other.js'][index]} shutdown-elsewhere`));
  await expect(migrate(files, ['gone.js'])).rejects.toThrow('--shutdown gone.js: there is no source file gone.js');
});

const SERVER = `
const http = require('http');
const { Pool } = require('pg');
const pool = new Pool();
const timer = setInterval(() => {}, 10);
const server = http.createServer(async (req, res) => {
  if (req.url === '/never') return console.log('asked');
  await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60));
  res.end('answer to ' + req.url + ' of ' + (await pool.query()));
});
server.listen(0, '127.0.0.1', () => console.log('port', server.address().port));
`;
const POOL = "let ended = false;\nexports.Pool = class { async query() { if (ended) throw new Error('ended'); return 'pool'; } async end() { await null; ended = true; console.log('pool ended'); } };\n";

/** Starts the program, migrated; `deadline` in place of its 30 seconds. */
async function started(deadline = 30_000) {
  const root = folder();
  mkdirSync(path.join(root, 'node_modules/pg'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules/pg/index.js'), POOL);
  const { plan, changes } = await migrate({ 'main.js': SERVER }, ['main.js']);
  expect(plan.sites.map(({ outcome }) => outcome)).toEqual(['migrated', 'migrated', 'migrated']);
  writeFileSync(path.join(root, 'main.js'), changes[0]!.after.replace('30000', String(deadline)));
  const child = spawn(process.execPath, ['main.js'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const port = new Promise<number>((resolve) => child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    const [, found] = /port (\d+)/.exec(said) ?? [];
    if (found) resolve(Number(found));
  }));
  const ended = new Promise<{ readonly signal: string | null; readonly said: string }>((resolve) => child.on('close', (_, signal) => resolve({ signal, said: said.replace(/port \d+\n/, '') })));
  const asked = async (): Promise<void> => { while (!said.includes('asked')) await sleep(5); };
  return { kill: (name: NodeJS.Signals) => child.kill(name), port: await port, ended, asked };
}

const isListening = (port: number): Promise<boolean> => new Promise((resolve) => {
  const socket = net.connect(port, '127.0.0.1').on('connect', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
});

/** A client with one connection, which asks again and again until the server is gone. */
async function client(port: number, name: number, onAnswer: () => void): Promise<{ lost: string[] }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const lost: string[] = [];
  for (let answers = 0; ; answers++) {
    const result = await new Promise<string>((resolve) => {
      http.get({ port, host: '127.0.0.1', path: `/${name}/${answers}`, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => resolve(text)).on('error', ({ message }) => resolve(message));
      }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    if (result === 'ECONNREFUSED') return { lost };
    onAnswer();
    if (result !== `answer to /${name}/${answers} of pool`) lost.push(result);
    if (lost.length > 5) return { lost };
  }
}

test('SIGTERM under load: every request that was taken is answered, then the pool ends, then the process by SIGTERM', async () => {
  const { kill, port, ended } = await started();
  let answers = 0;
  const clients = Array.from({ length: 40 }, (_, index) => client(port, index, () => { if (++answers === 200) kill('SIGTERM'); }));
  const done = await Promise.all(clients);
  expect(done.flatMap(({ lost }) => lost)).toEqual([]);
  expect(await ended).toEqual({ signal: 'SIGTERM', said: 'pool ended\n' });
});

test('connections without a request do not hold it; one that is never answered does until the deadline', async () => {
  const idle = await started(3_600_000);
  const agent = new http.Agent({ keepAlive: true });
  await new Promise((resolve) => http.get({ port: idle.port, host: '127.0.0.1', path: '/a', agent }, (response) => response.resume().on('end', resolve)));
  const silent = net.connect(idle.port, '127.0.0.1').on('error', () => {});
  await new Promise((resolve) => silent.on('connect', resolve));
  idle.kill('SIGINT');
  // the deadline would be an hour
  expect(await idle.ended).toEqual({ signal: 'SIGINT', said: 'pool ended\n' });

  const stuck = await started(1500);
  const failed = new Promise((resolve) => http.get({ port: stuck.port, host: '127.0.0.1', path: '/never' }).on('error', resolve));
  await stuck.asked();
  stuck.kill('SIGTERM');
  expect(await failed).toMatchObject({ message: 'socket hang up' });
  expect(await stuck.ended).toEqual({ signal: 'SIGTERM', said: 'asked\npool ended\n' });
});

test('a second signal ends it at once', async () => {
  const { kill, port, ended, asked } = await started(3_600_000);
  http.get({ port, host: '127.0.0.1', path: '/never' }).on('error', () => {});
  await asked();
  kill('SIGTERM');
  while (await isListening(port)) await sleep(5);
  kill('SIGINT');
  expect(await ended).toEqual({ signal: 'SIGINT', said: 'asked\n' });
});

const CLOSED: Readonly<Record<string, string>> = {
  ioredis: 'module.exports = closable("ioredis", "quit"); module.exports.Cluster = closable("cluster", "quit");',
  redis: 'const Client = closable("redis", "quit"); exports.createClient = () => new Client();',
  knex: 'const Knex = closable("knex", "destroy"); module.exports = () => new Knex();',
  sequelize: 'exports.Sequelize = closable("sequelize", "close");',
  piscina: 'module.exports = closable("piscina", "destroy");',
  workerpool: 'const Pool = closable("workerpool", "terminate"); exports.pool = () => new Pool();',
  bullmq: 'exports.Worker = closable("bullmq", "close"); exports.Queue = closable("queue", "close");',
};
const CLOSABLE = "const closable = (name, method) => { const Thing = class {}; Thing.prototype[method] = async () => { await null; console.log('closed', name); }; return Thing; };\n";
const OPENED = `
const http = require('http');
const Redis = require('ioredis');
const { createClient } = require('redis');
const knex = require('knex');
const { Sequelize } = require('sequelize');
const Piscina = require('piscina');
const workerpool = require('workerpool');
const { Queue, Worker } = require('bullmq');
const opened = [new Redis(), new Redis.Cluster([]), createClient(), knex({}), new Sequelize(''), new Piscina({}), workerpool.pool(), new Worker('jobs'), new Queue('jobs')];
http.createServer(() => {}).listen(0, '127.0.0.1', () => console.log('listening', opened.length));
`;

test('pools and clients of packages are closed before the process ends', async () => {
  const { plan, changes } = await migrate({ 'main.js': OPENED }, ['main.js']);
  expect(plan.sites.filter(({ outcome }) => outcome !== 'migrated')).toEqual([]);
  const root = tree({ 'main.js': changes[0]!.after, ...Object.fromEntries(Object.entries(CLOSED).map(([name, text]) => [`node_modules/${name}/index.js`, CLOSABLE + text])) });
  const child = spawn(process.execPath, ['main.js'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said === 'listening 9\n') child.kill('SIGTERM');
  });
  const signal = await new Promise((resolve) => { child.on('close', (_, name) => resolve(name)); });
  expect(signal).toBe('SIGTERM');
  expect(said.trim().split('\n').sort()).toEqual(['closed bullmq', 'closed cluster', 'closed ioredis', 'closed knex', 'closed piscina', 'closed queue', 'closed redis', 'closed sequelize', 'closed workerpool', 'listening 9']);
});
