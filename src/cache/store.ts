// A bounded folder of entries in the user's cache: each is whole or absent, and losing one costs only time.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const MOST_ENTRIES = 100;
const MOST_BYTES = 300_000_000;

/** A folder of `$XDG_CACHE_HOME/unblock`, which is in the home folder by default. */
export const cacheFolder = (name: 'plans' | 'verify'): string => path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'unblock', name);

const fileOf = (key: string): string => path.join(cacheFolder('plans'), `${digestOf(key)}.json`);
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What was put under `key`; undefined when there is nothing, or it is damaged. */
export async function takeEntry(key: string): Promise<unknown> {
  const file = fileOf(key);
  try {
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (end < 0 || text.slice(0, end) !== digestOf(body)) return undefined;
    const entry: unknown = JSON.parse(body);
    const now = new Date();
    // the oldest ones are deleted first
    await utimes(file, now, now).catch(() => {});
    return entry;
  } catch {
    return undefined;
  }
}

/** Puts plain data under `key`. A folder that cannot be written is no error. */
export async function putEntry(key: string, entry: unknown): Promise<void> {
  const file = fileOf(key);
  const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const body = JSON.stringify(entry);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(unfinished, `${digestOf(body)}\n${body}`, { mode: 0o600 });
    await rename(unfinished, file);
    await shrink(path.dirname(file));
  } catch {
    await rm(unfinished, { force: true }).catch(() => {});
  }
}

/** Deletes what was not used for longest, until the rest is within bounds. */
async function shrink(folder: string): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(names.map(async (name) => {
    const file = path.join(folder, name);
    const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 }));
    return { file, size, mtimeMs };
  }));
  let bytes = 0;
  for (const [index, { file, size }] of files.sort((a, b) => b.mtimeMs - a.mtimeMs).entries()) {
    bytes += size;
    if (index >= MOST_ENTRIES || bytes > MOST_BYTES) await rm(file, { force: true });
  }
}
