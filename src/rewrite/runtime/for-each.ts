// forEach with an async callback: of arrays, and of collections such as Map and Set.
import { defineRuntime } from './template.ts';

export const forEachAsync = defineRuntime(
  'forEachAsync',
  `
// Array.prototype.forEach that awaits each callback before the next.
async function «forEachAsync»‹<T>›(items‹: readonly T[]›, callback‹: (item: T, index: number, items: T[]) => unknown›, thisArg‹?: unknown›)‹: Promise<void>› {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items) await callback.call(thisArg, items[index]‹ as T›, index, items‹ as T[]›);
  }
}`,
);

export const forEachEntryAsync = defineRuntime(
  'forEachEntryAsync',
  `
// forEach of a Map or Set that awaits each callback before the next.
async function «forEachEntryAsync»‹<K, V, C extends { entries(): Iterable<[K, V]> }>›(items‹: C & { entries(): Iterable<[K, V]> }›, callback‹: (value: V, key: K, items: C) => unknown›, thisArg‹?: unknown›)‹: Promise<void>› {
  for (const [key, value] of items.entries()) await callback.call(thisArg, value, key, items);
}`,
);
