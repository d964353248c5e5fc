// Array.prototype.filter with an async callback.
import { defineRuntime } from './template.ts';

export const filterAsync = defineRuntime(
  'filterAsync',
  `
// Array.prototype.filter that awaits each callback before the next.
async function «filterAsync»‹<T>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => unknown›, thisArg‹?: unknown›)‹: Promise<T[]>› {
  const results‹: T[]› = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const item = items[index]‹ as T›;
    if (await callback.call(thisArg, item, index, items‹ as T[]›)) results.push(item);
  }
  return results;
}`,
);
