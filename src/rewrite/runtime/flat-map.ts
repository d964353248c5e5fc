// Array.prototype.flatMap with an async callback.
import { defineRuntime } from './template.ts';

export const flatMapAsync = defineRuntime(
  'flatMapAsync',
  `
// Array.prototype.flatMap that awaits each callback before the next.
async function «flatMapAsync»‹<T, U>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => U | readonly U[] | PromiseLike<U | readonly U[]>›, thisArg‹?: unknown›)‹: Promise<U[]>› {
  const results‹: U[]› = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const result = await callback.call(thisArg, items[index]‹ as T›, index, items‹ as T[]›);
    if (Array.isArray(result)) result.forEach((inner) => results.push(inner));
    else results.push(result‹ as U›);
  }
  return results;
}`,
);
