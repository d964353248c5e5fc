import { readFile, rm } from 'fs/promises';
import * as path from 'path';

interface Counted { readonly name: string; readonly lines: number }

export async function counted(dir: string): Promise<Counted[]> {
  const found: Counted[] = [];
  for (const [name, next] of ahead(4, ['03.txt', '00.txt', '01.txt'].sort(), (name) => readFile(path.join(dir, name), 'utf8'))) {
    const text = await next();
    found.push({ name, lines: text.split('\n').length });
  }
  return found;
}

export async function removed(dir: string, names: readonly string[]): Promise<number> {
  const gone: string[] = [];
  // unblock: concurrency 4, settle-all
  await eachSettleAll(4, names, async (name) => {
    if (name === '') return;
    await rm(path.join(dir, name), { force: true });
  });
  // unblock: concurrency 4, fail-fast
  await eachFailFast(4, names, async (name) => await rm(path.join(dir, name), { force: true }));
  // unblock: concurrency 4, fail-fast
  for (const [, next] of ahead(4, names, (name) => Promise.resolve(name))) gone.push(await next());
  return gone.length;
}

counted('data').then((all) => console.log(all.length, all[2])).then(() => removed('data', ['none', '', '00.txt'])).then(console.log);

// The elements of a list, each with a function that gives the promise of f for it: f is called for so many of them before the loop comes to them.
function* ahead<T, F extends (each: T) => any>(concurrency: number, list: Iterable<T>, f: F): Generator<[T, () => ReturnType<F>]> {
  const begun: [T, () => ReturnType<F>][] = [];
  for (const each of list) {
    const result = (async () => f(each))();
    // one that fails before its turn comes is no unhandled rejection
    result.catch(() => {});
    begun.push([each, () => result as ReturnType<F>]);
    if (begun.length === concurrency) yield begun.shift()!;
  }
  yield* begun;
}

// Calls f for all elements of a list in their order, no more than so many at a time. When all have ended, it throws the error of the first one in the list that failed.
async function eachSettleAll<T>(
  concurrency: number,
  list: Iterable<T>,
  f: (each: T) => Promise<unknown>,
): Promise<void> {
  const rest = (function* () {
    yield* list;
  })();
  const failures: { at: number; error: unknown }[] = [];
  let begun = 0;
  const work = async () => {
    for (const each of rest) {
      const at = begun++;
      try {
        await f(each);
      } catch (error) {
        failures.push({ at, error });
      }
    }
  };
  const workers: Promise<void>[] = [];
  while (workers.length < concurrency) workers.push(work());
  const ended = await Promise.allSettled(workers);
  const [first] = failures.sort((a, b) => a.at - b.at);
  if (first) throw first.error;
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

// Calls f for the elements of a list in their order, no more than so many at a time. When one fails, it rejects at once, and nothing more is begun.
async function eachFailFast<T>(
  concurrency: number,
  list: Iterable<T>,
  f: (each: T) => Promise<unknown>,
): Promise<void> {
  const rest = (function* () {
    yield* list;
  })();
  const work = async () => {
    for (const each of rest) await f(each);
  };
  const workers: Promise<void>[] = [];
  while (workers.length < concurrency) workers.push(work());
  await Promise.all(workers);
}
