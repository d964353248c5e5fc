// Array.prototype.reduce and reduceRight with an async callback.
import { defineRuntime, type RuntimeFunction } from './template.ts';

export const reduceAsync = defineReduce('reduce', 'let index = 0, length = items.length; index < length; index++');
export const reduceRightAsync = defineReduce('reduceRight', 'let index = items.length - 1; index >= 0; index--');

/** Without an initial value the first element that exists takes its place, and an empty array is a TypeError. */
function defineReduce(method: string, loop: string): RuntimeFunction {
  return defineRuntime(
    `${method}Async`,
    `
// Array.prototype.${method} that awaits each callback before the next.
async function «${method}Async»‹<T, U = T>›(items‹: readonly T[]›, callback‹: (result: U, item: T, index: number, items: T[]) => U | PromiseLike<U>›, ...result‹: U[]›)‹: Promise<U>› {
  for (${loop}) {
    if (!(index in items)) continue;
    const item = items[index]‹ as T›;
    result[0] = result.length > 0 ? await callback(result[0]‹ as U›, item, index, items‹ as T[]›) : item‹ as unknown as U›;
  }
  if (result.length === 0) throw new TypeError('Reduce of empty array with no initial value');
  return result[0]‹ as U›;
}`,
  );
}
