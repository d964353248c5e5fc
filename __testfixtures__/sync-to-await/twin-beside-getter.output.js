// A getter cannot wait, the rest of the program can: the function stays for the one and gets a version for the other.
const fs = require('fs');
const { promisify } = require('util');

/**
 * Reads a file's lines.
 * @param {string} name
 * @returns {string[]}
 */
function readLines(name) {
  const text = fs.readFileSync(name, 'utf8');
  return text.split('\n');
}

/**
 * Reads a file's lines.
 * @param {string} name
 * @returns {Promise<string[]>}
 */
async function readLinesAsync(name) {
  const text = await fs.promises.readFile(name, 'utf8');
  return text.split('\n');
}

class Document {
  get lines() {
    return readLines('a.txt');
  }
}

const countAll = async (names) => {
  return await mapAsync(names, async (name) => (await readLinesAsync(name)).length);
}; // how many lines

console.log(new Document().lines.length, typeof promisify);
async function main() {
console.log((await countAll(['a.txt', 'b.txt'])).join());
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
