// PostgreSQL for the tests that need it: a cluster in a temporary folder, started once and removed with it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where Debian puts servers, then what is on the path. */
function binaries(): string | undefined {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).map((version) => path.join(base, version, 'bin')).reverse() : [];
  return [...versions, ...(process.env['PATH'] ?? '').split(':')].find((dir) => existsSync(path.join(dir, 'initdb')) && existsSync(path.join(dir, 'postgres')));
}

/** The user that a server runs as: root must not. */
function owner(): { readonly uid: number; readonly gid: number } | 'self' | undefined {
  if (process.getuid?.() !== 0) return 'self';
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return entry ? { uid: Number(entry[1]), gid: Number(entry[2]) } : undefined;
}

export interface PostgresServer {
  readonly env: Readonly<Record<string, string>>;
  /** The statements that it was given since this was asked last. */
  readonly statements: () => string[];
  readonly stop: () => Promise<void>;
}

/** A running server; undefined where there is none to be started. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const [bin, user] = [binaries(), owner()];
  if (bin === undefined || user === undefined) return undefined;
  const dir = mkdtempSync(path.join(os.tmpdir(), 'unblock-pg-'));
  const as = user === 'self' ? {} : user;
  if (user !== 'self') chownSync(dir, user.uid, user.gid);
  const data = path.join(dir, 'data');
  execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'tester', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'], { ...as, cwd: dir, stdio: 'pipe' });
  const server: ChildProcess = spawn(path.join(bin, 'postgres'), ['-D', data, '-k', dir, '-p', '5432', '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'log_statement=all', '-c', 'log_line_prefix=', '-c', 'max_connections=20'], { ...as, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  server.stderr!.on('data', (chunk: Buffer) => { log += chunk.toString(); });
  const ended = new Promise<void>((resolve) => { server.once('exit', () => resolve()); });
  const deadline = Date.now() + 60_000;
  while (!log.includes('ready to accept connections')) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${log}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  log = '';
  return {
    env: { PGHOST: dir, PGPORT: '5432', PGUSER: 'tester', PGDATABASE: 'postgres' },
    statements: () => {
      const found = [...log.matchAll(/^LOG:  (?:statement|execute [^:]*): (.*)$/gm)].map(([, statement]) => statement!);
      log = '';
      return found;
    },
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
