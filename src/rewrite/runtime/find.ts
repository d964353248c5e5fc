// find, findIndex, findLast and findLastIndex of Array.prototype with an async callback. They visit holes.
import { defineRuntime, type RuntimeFunction } from './template.ts';

const forward = 'let index = 0, length = items.length; index < length; index++';
const backward = 'let index = items.length - 1; index >= 0; index--';

export const findAsync = defineFind('find', forward);
export const findLastAsync = defineFind('findLast', backward);
export const findIndexAsync = defineFindIndex('findIndex', forward);
export const findLastIndexAsync = defineFindIndex('findLastIndex', backward);

function defineFind(method: string, loop: string): RuntimeFunction {
  return defineRuntime(
    `${method}Async`,
    `
// Array.prototype.${method} that awaits each callback before the next.
async function «${method}Async»‹<T>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => unknown›, thisArg‹?: unknown›)‹: Promise<T | undefined>› {
  for (${loop}) {
    const item = items[index]‹ as T›;
    if (await callback.call(thisArg, item, index, items‹ as T[]›)) return item;
  }
  return undefined;
}`,
  );
}

function defineFindIndex(method: string, loop: string): RuntimeFunction {
  return defineRuntime(
    `${method}Async`,
    `
// Array.prototype.${method} that awaits each callback before the next.
async function «${method}Async»‹<T>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => unknown›, thisArg‹?: unknown›)‹: Promise<number>› {
  for (${loop}) {
    if (await callback.call(thisArg, items[index]‹ as T›, index, items‹ as T[]›)) return index;
  }
  return -1;
}`,
  );
}
