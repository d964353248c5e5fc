// A bound on how many calls of a function are under way.
import { defineRuntime } from './template.ts';

/**
 * A limiter of its own for every `limited`: calls that share one and wait for one another would wait for ever. Where
 * `f` throws before it gives a promise, `map` would have ended there: calls that still wait are dropped then.
 */
export const limited = defineRuntime(
  'limited',
  `
// The function f, of which no more than so many calls are under way at a time: others wait for their turn, in the order of the calls.
function «limited»‹<Args extends any[], Result>›(concurrency‹: number›, f‹: (...args: Args) => Result›)‹: (...args: Args) => Promise<Awaited<Result>>› {
  const limit = «pLimit»(concurrency);
  const begin = (...args‹: Args›) => {
    try {
      return f(...args);
    } catch (error) {
      limit.clearQueue();
      throw error;
    }
  };
  return (...args‹: Args›) => limit(begin, ...args)‹ as Promise<any>›;
}`,
  { packages: [{ specifier: 'p-limit', local: 'pLimit' }] },
);
