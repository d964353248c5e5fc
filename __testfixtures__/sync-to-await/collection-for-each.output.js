const fs = require('fs');

// an iterator of a Map or Set sees what is added while it runs, as forEach does
class Cache {
  constructor() {
    this.files = new Map();
  }
  add(name) {
    this.files.set(name, { name, exists: undefined });
    return this;
  }
  async check() {
    for (const file of this.files.values()) {
      if (file.name.endsWith('.gone')) continue;
      file.exists = await fs.promises.access(file.name).then(() => true, () => false);
      if (file.name === 'a.txt') this.add('added.txt');
    }
  }
  async list() {
    await forEachEntryAsync(this.files, async (file, name, all) => {
      console.log(name, file.exists, all === this.files, await fs.promises.access(name).then(() => true, () => false));
    });
  }
}

async function sizes(names) {
  let total = 0;
  const seen = new Set(names);
  await forEachEntryAsync(seen, async function (name) {
    total += await this.size(name);
  }, { size: async (name) => (await fs.promises.stat(name)).size });
  for (const name of seen.values()) console.log((await fs.promises.stat(name)).isFile());
  return total;
}

const cache = new Cache().add('a.txt').add('b.gone');
async function main() {
await cache.check();
await cache.list();
console.log(await sizes(['a.txt', 'a.txt']) > 0);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// forEach of a Map or Set that awaits each callback before the next.
async function forEachEntryAsync(items, callback, thisArg) {
  for (const [key, value] of items.entries()) await callback.call(thisArg, value, key, items);
}
