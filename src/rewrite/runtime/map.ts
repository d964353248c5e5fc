// Array.prototype.map with an async callback.
import { defineRuntime } from './template.ts';

export const mapAsync = defineRuntime(
  'mapAsync',
  `
// Array.prototype.map that awaits each callback before the next.
async function «mapAsync»‹<T, U>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => U | PromiseLike<U>›, thisArg‹?: unknown›)‹: Promise<U[]>› {
  const results‹: U[]› = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index]‹ as T›, index, items‹ as T[]›);
  }
  return results;
}`,
);
