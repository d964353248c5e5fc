// Loops whose turns run together, so many at a time: workers share one generator, from which each takes the next element.
import { defineRuntime } from './template.ts';

/** A `for…of` that throws ends the generator, so that no other worker gets anything more. */
export const eachFailFast = defineRuntime(
  'eachFailFast',
  `
// Calls f for the elements of a list in their order, no more than so many at a time. When one fails, it rejects at once, and nothing more is begun.
async function «eachFailFast»‹<T>›(concurrency‹: number›, list‹: Iterable<T>›, f‹: (each: T) => Promise<unknown>›)‹: Promise<void>› {
  const rest = (function* () {
    yield* list;
  })();
  const work = async () => {
    for (const each of rest) await f(each);
  };
  const workers‹: Promise<void>[]› = [];
  while (workers.length < concurrency) workers.push(work());
  await Promise.all(workers);
}`,
);

/** A list that itself fails ends all, too. */
export const eachSettleAll = defineRuntime(
  'eachSettleAll',
  `
// Calls f for all elements of a list in their order, no more than so many at a time. When all have ended, it throws the error of the first one in the list that failed.
async function «eachSettleAll»‹<T>›(concurrency‹: number›, list‹: Iterable<T>›, f‹: (each: T) => Promise<unknown>›)‹: Promise<void>› {
  const rest = (function* () {
    yield* list;
  })();
  const failures‹: { at: number; error: unknown }[]› = [];
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
  const workers‹: Promise<void>[]› = [];
  while (workers.length < concurrency) workers.push(work());
  const ended = await Promise.allSettled(workers);
  const [first] = failures.sort((a, b) => a.at - b.at);
  if (first) throw first.error;
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}`,
);
