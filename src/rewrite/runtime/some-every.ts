// Array.prototype.some and every with an async callback.
import { defineRuntime } from './template.ts';

export const someAsync = defineRuntime(
  'someAsync',
  `
// Array.prototype.some that awaits each callback before the next.
async function «someAsync»‹<T>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => unknown›, thisArg‹?: unknown›)‹: Promise<boolean>› {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items && (await callback.call(thisArg, items[index]‹ as T›, index, items‹ as T[]›))) return true;
  }
  return false;
}`,
);

export const everyAsync = defineRuntime(
  'everyAsync',
  `
// Array.prototype.every that awaits each callback before the next.
async function «everyAsync»‹<T>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => unknown›, thisArg‹?: unknown›)‹: Promise<boolean>› {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items && !(await callback.call(thisArg, items[index]‹ as T›, index, items‹ as T[]›))) return false;
  }
  return true;
}`,
);
