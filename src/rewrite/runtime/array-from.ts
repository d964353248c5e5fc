// Array.from with an async mapping function.
import { defineRuntime } from './template.ts';

export const arrayFromAsync = defineRuntime(
  'arrayFromAsync',
  `
// Array.from that awaits each callback before the next.
async function «arrayFromAsync»‹<T, U>›(items‹: Iterable<T> | ArrayLike<T>›, callback‹: (item: T, index: number) => U | PromiseLike<U>›, thisArg‹?: unknown›)‹: Promise<U[]>› {
  const results‹: U[]› = [];
  for (const item of Symbol.iterator in Object(items) ? ‹(›items‹ as Iterable<T>)› : Array.from(items)) {
    results.push(await callback.call(thisArg, item, results.length));
  }
  return results;
}`,
);
