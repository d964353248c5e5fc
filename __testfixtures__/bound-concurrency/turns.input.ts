import { readFile, rm } from 'fs/promises';
import * as path from 'path';

interface Counted { readonly name: string; readonly lines: number }

export async function counted(dir: string): Promise<Counted[]> {
  const found: Counted[] = [];
  for (const name of ['03.txt', '00.txt', '01.txt'].sort()) {
    const text = await readFile(path.join(dir, name), 'utf8');
    found.push({ name, lines: text.split('\n').length });
  }
  return found;
}

export async function removed(dir: string, names: readonly string[]): Promise<number> {
  const gone: string[] = [];
  // unblock: concurrency 4, settle-all
  for (const name of names) {
    if (name === '') continue;
    await rm(path.join(dir, name), { force: true });
  }
  // unblock: concurrency 4, fail-fast
  for (const name of names) await rm(path.join(dir, name), { force: true });
  // unblock: concurrency 4, fail-fast
  for (const name of names) gone.push(await Promise.resolve(name));
  return gone.length;
}

counted('data').then((all) => console.log(all.length, all[2])).then(() => removed('data', ['none', '', '00.txt'])).then(console.log);
