const fs = require('fs');

const files = ['a.txt', 'none.txt', 'b.txt'];
const exists = async (name) => await fs.promises.access(name).then(() => true, () => false);

async function main() {
console.log(await filterAsync(files, exists), await mapAsync(files, async (name, i) => [i, await exists(name)]), await someAsync(files, exists), await everyAsync(files, exists));
console.log(await findAsync(files, async (name) => !await exists(name)), await findIndexAsync(files, async (name) => !await exists(name)), await findLastAsync(files, exists), await findLastIndexAsync(files, exists));
console.log(await reduceAsync(files, async (n, name) => n + await exists(name), 0), await reduceRightAsync(files, async (text, name) => text + await exists(name), ''));
console.log(await flatMapAsync(files, async (name) => (await exists(name) ? [name, name] : [])), await arrayFromAsync(files, exists));
await forEachAsync(files, async function (name) {
  if (!await exists(name)) return;
  this.push(await fs.promises.readFile(name, 'utf8'));
}, []);
console.log(await mapAsync([, 'a.txt'], exists), await mapAsync([[1, 'a.txt']], async ([n, name]) => n + await exists(name)));

// in sequence: the second is not looked at before the first is done
const order = [];
await mapAsync(files, async (name) => {
  order.push(`look at ${name}`);
  if (await fs.promises.access(name).then(() => true, () => false)) order.push((await fs.promises.readFile(name, 'utf8')).length);
});
console.log(order);

console.log(
  (await mapAsync(files
    .filter((name) => name !== 'none.txt'), // they are there
    async (name) => await fs.promises.readFile(name, 'utf8')))
    /* sizes */
    .map((text) => text.length)
    .join('+'),
);

// elements that are not understood do not replace the methods of their array
async function urlSizes() {
  const urls = [];
  for (const name of ['a.txt', 'b.txt']) urls.push(new URL(name, 'file:///'));
  return await mapAsync(urls, async (url) => (await fs.promises.stat(url.pathname.slice(1))).size);
}
console.log(await urlSizes());
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.filter that awaits each callback before the next.
async function filterAsync(items, callback, thisArg) {
  const results = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const item = items[index];
    if (await callback.call(thisArg, item, index, items)) results.push(item);
  }
  return results;
}

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}

// Array.prototype.some that awaits each callback before the next.
async function someAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items && (await callback.call(thisArg, items[index], index, items))) return true;
  }
  return false;
}

// Array.prototype.every that awaits each callback before the next.
async function everyAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items && !(await callback.call(thisArg, items[index], index, items))) return false;
  }
  return true;
}

// Array.prototype.find that awaits each callback before the next.
async function findAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    const item = items[index];
    if (await callback.call(thisArg, item, index, items)) return item;
  }
  return undefined;
}

// Array.prototype.findIndex that awaits each callback before the next.
async function findIndexAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (await callback.call(thisArg, items[index], index, items)) return index;
  }
  return -1;
}

// Array.prototype.findLast that awaits each callback before the next.
async function findLastAsync(items, callback, thisArg) {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (await callback.call(thisArg, item, index, items)) return item;
  }
  return undefined;
}

// Array.prototype.findLastIndex that awaits each callback before the next.
async function findLastIndexAsync(items, callback, thisArg) {
  for (let index = items.length - 1; index >= 0; index--) {
    if (await callback.call(thisArg, items[index], index, items)) return index;
  }
  return -1;
}

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

// Array.prototype.reduceRight that awaits each callback before the next.
async function reduceRightAsync(items, callback, ...result) {
  for (let index = items.length - 1; index >= 0; index--) {
    if (!(index in items)) continue;
    const item = items[index];
    result[0] = result.length > 0 ? await callback(result[0], item, index, items) : item;
  }
  if (result.length === 0) throw new TypeError('Reduce of empty array with no initial value');
  return result[0];
}

// Array.prototype.flatMap that awaits each callback before the next.
async function flatMapAsync(items, callback, thisArg) {
  const results = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const result = await callback.call(thisArg, items[index], index, items);
    if (Array.isArray(result)) result.forEach((inner) => results.push(inner));
    else results.push(result);
  }
  return results;
}

// Array.from that awaits each callback before the next.
async function arrayFromAsync(items, callback, thisArg) {
  const results = [];
  for (const item of Symbol.iterator in Object(items) ? items : Array.from(items)) {
    results.push(await callback.call(thisArg, item, results.length));
  }
  return results;
}

// Array.prototype.forEach that awaits each callback before the next.
async function forEachAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items) await callback.call(thisArg, items[index], index, items);
  }
}
