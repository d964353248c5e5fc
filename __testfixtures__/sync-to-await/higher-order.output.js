const fs = require('fs');

let depth = 0;
async function guarded(run) {
  depth++;
  try {
    return await run();
  } finally {
    depth--;
  }
}
function safe(run) {
  return async function (...args) {
    try {
      return await run.apply(this, args);
    } catch (error) {
      return error.code;
    }
  };
}
const memo = (run, cache = new Map()) => async (key) => {
  if (!cache.has(key)) cache.set(key, await run(key));
  return cache.get(key);
};
const read = memo(safe(async (name) => await fs.promises.readFile(name, 'utf8')));

async function main() {
console.log(await guarded(async () => [depth, await read('a.txt'), depth]), depth, await read('none.txt'), await read('a.txt') === await read('a.txt'));
const stages = [async (name) => await fs.promises.readFile(name, 'utf8'), (text) => text.trim()];
let value = 'b.txt';
for (const stage of stages) value = await stage(value);
console.log(value, await reduceAsync(stages, async (v, stage) => await stage(v), 'c.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.reduce that awaits each callback before the next.
async function reduceAsync(items, callback, ...result) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const item = items[index];
    result[0] = result.length > 0 ? await callback(result[0], item, index, items) : item;
  }
  if (result.length === 0) throw new TypeError('Reduce of empty array with no initial value');
  return result[0];
}
