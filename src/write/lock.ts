// Lets one process at a time write below a root.
import { link, lstat, mkdir, open, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { unblockDir, sessionsDir } from './journal.ts';
import { WriteError, codeOf } from './write-error.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Tells two holders with the same pid apart. */
  readonly token: string;
}

const ATTEMPTS = 5;

/**
 * Runs `work` while holding `<root>/.unblock/lock`, which is created with its folder and a .gitignore of `*`.
 * The lock of a process that no longer lives is taken over; `note` is told.
 * @param root real path
 * @throws WriteError 'lock-held'; 'io'; 'outside-root' when .unblock is not a folder of its own; what `work` throws
 */
export async function withLock<T>(root: string, note: (text: string) => void, work: () => Promise<T>): Promise<T> {
  const token = await acquire(root, note);
  try {
    return await work();
  } finally {
    await release(root, token);
  }
}

const lockPath = (root: string): string => path.join(unblockDir(root), 'lock');
const ignorePath = (root: string): string => path.join(unblockDir(root), '.gitignore');
const IGNORE_ALL = '*\n';

async function acquire(root: string, note: (text: string) => void): Promise<string> {
  const holder: Holder = { pid: process.pid, host: os.hostname(), time: new Date().toISOString(), token: randomUUID() };
  const mine = path.join(unblockDir(root), `lock.${process.pid}.${holder.token}`);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await mkdir(unblockDir(root)).catch(unless('EEXIST'));
      await refuseLinks(root);
      if (await claim(lockPath(root), mine, holder)) {
        await sweepClaims(root);
        await writeIgnore(root);
        return holder.token;
      }
      const other = await readHolder(lockPath(root));
      if (other === undefined) continue;
      if (other !== 'unreadable' && isAlive(other)) throw heldBy(root, other);
      await removeStale(root, other, `${mine}.stale`);
      note(other === 'unreadable' ? 'took over an unreadable lock' : `took over the lock of process ${other.pid}, which ended without releasing it (${other.time})`);
    } catch (error) {
      if (error instanceof WriteError) throw error;
      // Another process finished and removed the folder under our feet.
      if (codeOf(error) !== 'ENOENT') throw new WriteError('io', `${lockPath(root)} could not be created (${codeOf(error) ?? String(error)}). No file was touched.`, [], error);
    }
  }
  throw new WriteError('lock-held', `Several processes are fighting over ${lockPath(root)}. Try again when they are done.`);
}

/** Creates the lock with its content in one step; false when there is one. */
async function claim(lock: string, mine: string, holder: Holder): Promise<boolean> {
  await writeNew(mine, JSON.stringify(holder));
  try {
    await link(mine, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // File systems without hard links: a kill between creating and filling the lock leaves it empty, that is unreadable.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error;
    return await writeNew(lock, JSON.stringify(holder)).then(() => true, (failure: unknown) => {
      if (codeOf(failure) === 'EEXIST') return false;
      throw failure;
    });
  } finally {
    await rm(mine, { force: true });
  }
}

/** Moves the stale lock away, so that of two processes that saw it only one removes it. */
async function removeStale(root: string, stale: Holder | 'unreadable', aside: string): Promise<void> {
  await rename(lockPath(root), aside);
  const moved = await readHolder(aside);
  const isTheOneSeen = stale === 'unreadable' ? moved === 'unreadable' : moved !== 'unreadable' && moved?.token === stale.token;
  // Somebody was faster, and what we moved is their new lock: give it back.
  if (!isTheOneSeen) await link(aside, lockPath(root)).catch(unless('EEXIST'));
  await rm(aside, { force: true });
}

async function release(root: string, token: string): Promise<void> {
  const holder = await readHolder(lockPath(root)).catch(() => undefined);
  if (holder !== undefined && holder !== 'unreadable' && holder.token === token) {
    // What cannot be removed is taken over once this process is gone.
    await rm(lockPath(root), { force: true }).catch(() => undefined);
  }
  // Succeeds only when nothing is left in it.
  await rmdir(unblockDir(root)).catch(() => undefined);
}

async function writeIgnore(root: string): Promise<void> {
  if (await isIgnoreOurs(root)) await writeFile(ignorePath(root), IGNORE_ALL);
}

/** Also when there is none yet, or a kill left the beginning of it. */
async function isIgnoreOurs(root: string): Promise<boolean> {
  const stats = await lstat(ignorePath(root)).catch(() => undefined);
  return stats === undefined || (stats.isFile() && IGNORE_ALL.startsWith(await readFile(ignorePath(root), 'utf8')));
}

/** Removes the .gitignore when it is ours; what else lies in .unblock keeps the folder alive. Call it under the lock. */
export async function removeIgnore(root: string): Promise<void> {
  const names = await readdir(unblockDir(root));
  if (names.some((name) => name !== '.gitignore' && name !== 'lock')) return;
  if (await isIgnoreOurs(root)) await rm(ignorePath(root), { force: true });
}

async function sweepClaims(root: string): Promise<void> {
  for (const name of await readdir(unblockDir(root))) {
    const pid = /^lock\.(\d+)\./.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(unblockDir(root), name), { force: true });
  }
}

/** A repository may come with a .unblock that points elsewhere; we would write there. */
async function refuseLinks(root: string): Promise<void> {
  for (const dir of [unblockDir(root), sessionsDir(root)]) {
    const stats = await lstat(dir).catch(() => undefined);
    if (stats !== undefined && !stats.isDirectory()) {
      throw new WriteError('outside-root', `${dir} is not a folder, so unblock will not keep its journal there. Remove it first.`);
    }
  }
}

async function readHolder(file: string): Promise<Holder | 'unreadable' | undefined> {
  let text: string;
  try {
    if (!(await lstat(file)).isFile()) return 'unreadable';
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { pid, host, time, token } = JSON.parse(text) as Holder;
    const isFine = Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string' && typeof time === 'string' && typeof token === 'string';
    return isFine ? { pid, host, time, token } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** On another machine nobody can tell, so its lock counts. One older than this machine's start belongs to no process here. */
function isAlive({ pid, host, time }: Holder): boolean {
  if (host !== os.hostname()) return true;
  const bootTime = Date.now() - os.uptime() * 1000;
  return Date.parse(time) >= bootTime && isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function heldBy(root: string, { pid, host, time }: Holder): WriteError {
  const where = host === os.hostname() ? '' : ` on ${host}`;
  return new WriteError('lock-held', `Process ${pid}${where} has been writing to ${root} since ${time}. Wait for it, or delete ${lockPath(root)} if you know that it is gone.`);
}

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

const unless = (code: string) => (error: unknown): void => {
  if (codeOf(error) !== code) throw error;
};
