const fs = require('fs');

const log = [];
const note = (name) => { log.push(name); return name; };
const read = async (file) => { log.push(file); return await fs.promises.readFile(file, 'utf8'); };

async function shout(text = undefined, options = {}) {
  if (text === undefined) text = await fs.promises.readFile('a.txt', 'utf8');
  const { size = (await fs.promises.stat('b.txt')).size } = options;
  return text.toUpperCase() + size;
}

// evaluated one after another, the first before and the last after the file is read
async function order(first = note('first'), second = undefined, third = undefined, fourth = 'four') {
  'use sloppy';
  if (second === undefined) second = await read('a.txt');
  if (third === undefined) third = note('third' + second.length);
  // what came out
  return [first, second, third, fourth, arguments.length].join();
}

const double = async (text = undefined, times = 2, onDone = () => text) => {
  if (text === undefined) text = await read('b.txt');
  return text.repeat(times) + onDone();
};
const pair = async (options) => {
  const { file = 'c.txt', text = await read(file) } = options;
  return ({ file, text });
};
const sum = async (size = undefined, ...rest) => {
  if (size === undefined) size = (await fs.promises.stat('a.txt')).size;
  return rest.reduce((all, n) => all + n, size);
};

class Store {
  constructor(text) { this.text = text; }
  async match(text = undefined) { if (text === undefined) text = await read('a.txt'); return this.text === text; }
  async count(list = ['a.txt']) {
    let [head, size = (await read(head)).length] = list;
    size += this.text.length;
    return head + size;
  }
}

async function nested(get = async (file = 'a.txt', text = undefined) => {
  if (text === undefined) text = await read(file);
  return text.length;
}, more = undefined) { if (more === undefined) more = await read('c.txt'); return await get() + more; }

const missing = async (text = undefined) => {
  if (text === undefined) text = await read('none.txt');
  return text;
};

const store = new Store('x');
async function main() {
console.log(await shout(), await shout('given', { size: 1 }), shout.length);
console.log(await order(), await order('f', undefined), await order(null, null, null, null), order.length);
console.log(await double(), await double('x', 3, () => 'y'), double.length);
console.log(await pair({}), await pair({ file: 'b.txt' }), await pair({ text: 'given' }), pair.length);
console.log(await store.match(), await store.match('x'), await store.count(), await store.count(['b.txt', 5]));
console.log(await nested());
try { await missing(); } catch (error) { console.log(error.code); }
try { await pair(); } catch (error) { console.log(error.name); }
sum(undefined, 1, 2).then((total) => console.log(total, log.join()));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
