const ConstantSource = require('./lib/constant-source');
const FileSource = require('./lib/file-source');
const { LoudSource } = require('./lib/loud-source');

const sources = [new FileSource('a.txt'), new ConstantSource('c'), new LoudSource('a.txt')];

async function main() {
for (const source of sources) console.log(await source.describe());
console.log(await mapAsync(sources, async (source) => await source.size()));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
