// with: words.mjs
// offload: words.mjs:longest
// done: 3 in a worker, 0 here
import { longestInWorker } from './offload-esm/index.mjs';

const shown = async (text) => (await longestInWorker(text)).toUpperCase();

console.log(await shown('a longer text'));
const lengths = await mapAsync(['x yy', 'zzz z'], async (text) => (await longestInWorker(text)).length);
console.log(lengths.join());

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
