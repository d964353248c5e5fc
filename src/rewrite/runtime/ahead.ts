// Reading ahead of a loop.
import { defineRuntime } from './template.ts';

/** The loop waits for each promise before it asks for the next element, so no more than `concurrency` are under way. */
export const ahead = defineRuntime(
  'ahead',
  `
// The elements of a list, each with a function that gives the promise of f for it: f is called for so many of them before the loop comes to them.
function* «ahead»‹<T, F extends (each: T) => any>›(concurrency‹: number›, list‹: Iterable<T>›, f‹: F›)‹: Generator<[T, () => ReturnType<F>]>› {
  const begun‹: [T, () => ReturnType<F>][]› = [];
  for (const each of list) {
    const result = (async () => f(each))();
    // one that fails before its turn comes is no unhandled rejection
    result.catch(() => {});
    begun.push([each, () => result‹ as ReturnType<F>›]);
    if (begun.length === concurrency) yield begun.shift()‹!›;
  }
  yield* begun;
}`,
);
