const fs = require('fs');
const path = require('path');

async function show(dir) {
  // the list is fresh: nobody can change it meanwhile
  for (const name of await fs.promises.readdir(dir)) {
    if (!name.endsWith('.txt')) continue;
    console.log(name, (await fs.promises.stat(path.join(dir, name))).isFile()); // each in turn
  }
}

async function sizes(names) {
  const known = names.split(' ').filter(Boolean);
  let total = 0;
  for (const name of known) total += (await fs.promises.stat(name)).size;
  for (let name of known) {
    name = path.resolve(name);
    var text = await fs.promises.readFile(name, 'utf8');
    switch (text.length) {
      case 0: continue;
      default: total += text.length;
    }
  }
  return total;
}

class Store {
  constructor(files) { this.files = files; }
  async print() {
    for (const [name, file] of Object.entries(this.files)) {
      console.log(name, this.files[name] === file, await fs.promises.access(file).then(() => true, () => false));
    }
  }
}

// these stay calls: the array is somebody else's, has holes, grows, or the function is not only a body
async function kept(list) {
  await forEachAsync(list, async (name) => console.log(await fs.promises.access(name).then(() => true, () => false)));
  await forEachAsync([, 'a.txt'], async (name) => console.log(await fs.promises.access(name).then(() => true, () => false)));
  const queue = ['a.txt'];
  await forEachAsync(queue, async (name) => { if (queue.length < 3) queue.push('b.txt'); console.log('queue', await fs.promises.access(name).then(() => true, () => false)); });
  await forEachAsync(['a.txt', 'none.txt'], async function (name, i) { console.log(i, this.ok, await fs.promises.access(name).then(() => true, () => false)); }, { ok: true });
  await forEachAsync(['a.txt', 'b.txt'], async (name) => { for (const _ of [1, 2]) { if (await fs.promises.access(name).then(() => true, () => false)) return; console.log('missing'); } });
  await forEachAsync(['a.txt', 'b.txt'], async (name) => { var size; if (name === 'a.txt') size = (await fs.promises.stat(name)).size; console.log(size); });
  const later = [];
  await forEachAsync(['a.txt', 'b.txt'], async (name) => { var text = await fs.promises.readFile(name, 'utf8'); later.push(() => text); });
  console.log(later.map((text) => text().length));
  const name = 'a.txt b.txt';
  await forEachAsync(name.split(' '), async (name) => console.log('shadow', await fs.promises.access(name).then(() => true, () => false)));
}

async function main() {
await show('.');
console.log(await sizes('a.txt b.txt'));
await new Store({ a: 'a.txt', none: 'none.txt' }).print();
await kept(['a.txt', 'none.txt']);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.forEach that awaits each callback before the next.
async function forEachAsync(items, callback, thisArg) {
  for (let index = 0, length = items.length; index < length; index++) {
    if (index in items) await callback.call(thisArg, items[index], index, items);
  }
}
