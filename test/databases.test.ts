// Every case of __testfixtures__/databases: migrated programs ask their server the same things in the same order, and print the same.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { mysqlServer, redisServer, smtpServer, type DatabaseServer, type Fate } from './database-servers.ts';
import { casesOf, migratedText, testHalfStay, titled, type FixtureCase } from './fixture-cases.ts';
import { FIXTURES } from './fixture-run.ts';
import { PROJECT, folder } from './temporary.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

// servers and programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const cases = casesOf('databases');

/** Packages that programs load, and where they are. */
const PACKAGES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries({ mysql: 'mysql', mysql2: 'mysql2', pg: 'pg', redis: 'redis3', nodemailer: 'nodemailer' }).map(([name, real]) => [name, path.join(PROJECT, 'node_modules', real)])),
  ...Object.fromEntries(['mongodb', 'mongoose', 'aws-sdk'].map((name) => [name, path.join(FIXTURES, 'stand-ins', name)])),
  // it takes a minute to compile, and is no dependency: where there is one it is used
  sqlite3: process.env['UNBLOCK_SQLITE3'] ?? path.join(PROJECT, 'node_modules', 'sqlite3'),
};

const isThere = (name: string): boolean => existsSync(PACKAGES[name]!);

/** A folder in which a program finds these packages, and says so but for one. */
function installed(without?: string): string {
  const root = folder();
  mkdirSync(path.join(root, 'node_modules'));
  const dependencies: Record<string, string> = {};
  for (const [name, at] of Object.entries(PACKAGES)) {
    if (name === without) continue;
    if (!isThere(name)) { dependencies[name] = '*'; continue; }
    symlinkSync(at, path.join(root, 'node_modules', name));
    dependencies[name] = (JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')) as { version: string }).version;
  }
  writeFileSync(path.join(root, 'package.json'), `${JSON.stringify({ private: true, dependencies })}\n`);
  return root;
}

interface Done { readonly stdout: string; readonly exitCode: number | null; readonly asked: readonly string[] }

/** What a program prints, and what its server was asked meanwhile. */
async function runWith(root: string, file: string, env: Readonly<Record<string, string>>, asked: () => readonly string[]): Promise<Done> {
  const ended = await new Promise<Omit<Done, 'asked'>>((resolve) => {
    const child = execFile(process.execPath, [path.join(root, file)], { cwd: root, env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...env }, timeout: 60_000 }, (_, stdout) => resolve({ stdout, exitCode: child.exitCode }));
  });
  return { ...ended, asked: asked() };
}

const MADE: Readonly<Record<string, (fateOf: (request: string) => Fate) => Promise<DatabaseServer>>> = { mysql: mysqlServer, redis: redisServer, smtp: smtpServer };

let postgres: PostgresServer | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
  if (!postgres) console.warn('no PostgreSQL server is installed: programs that use pg are planned, and not run');
});
afterAll(() => postgres?.stop());

/** `refused UPDATE a`: what the server does to requests that match. */
function fateOf(mode: string): (request: string) => Fate {
  const [fate, ...pattern] = mode.split(' ');
  return (request) => (fate !== 'answered' && new RegExp(`^(?:${pattern.join(' ')})`, 'i').test(request) ? (fate as Fate) : 'answered');
}

/** Runs `text` once for each mode. */
async function ran({ main, said }: FixtureCase, text: string, mode: string): Promise<Done | undefined> {
  const root = installed();
  writeFileSync(path.join(root, main), text);
  if (said('server') === 'postgres') {
    if (!postgres) return undefined;
    postgres.statements();
    const { statements } = postgres;
    return runWith(root, main, { ...postgres.env, MODE: mode }, () => statements());
  }
  const start = MADE[said('server')!];
  // a stand-in prints what it is asked
  if (!start) return runWith(root, main, { MODE: mode }, () => ['(printed)']);
  const server = await start(fateOf(mode));
  try {
    return await runWith(root, main, server.env, () => [...server.log]);
  } finally {
    await server.close();
  }
}

test.each(titled(cases))('%s', async (_, each) => {
  const root = installed(each.said('without'));
  writeFileSync(path.join(root, each.main), each.input);
  const planned = () => analyse({ root, publicApi: 'break', transforms: ['callback-to-await'] });
  const after = migratedText(each, await planned());
  if (after === undefined) return;
  if (each.input.includes("'sqlite3'") && !isThere('sqlite3')) return console.warn('sqlite3 is not installed: its program is planned, and not run');
  for (const mode of each.said('modes')!.split(', ')) {
    const before = await ran(each, each.input, mode);
    if (before) expect(before.stdout, mode).not.toBe('');
    if (before) expect(before.asked, mode).not.toEqual(mode === 'nowhere' ? undefined : []);
    expect(await ran(each, after, mode), mode).toEqual(before);
  }
  writeFileSync(path.join(root, each.main), after);
  expect((await planned()).changes, 'it is migrated a second time').toEqual([]);
});

testHalfStay(cases);
