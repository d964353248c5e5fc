const fs = require('fs');
const { EventEmitter } = require('events');

const log = [];

// what the constructor does when it is done is no different
class Config {
  /** @param {string} file */
  async init(file, fallback = 'nothing') {
    log.push('new ' + file);
    this.file = file;
    if (!await fs.promises.access(file).then(() => true, () => false)) {
      this.text = fallback;
      return this;
    }
    await this.load();
    this.lines = this.text.split('\n').map((line) => line + this.file.length);
    return this;
  }

  async load() {
    this.text = await fs.promises.readFile(this.file, 'utf8');
  }

  static async at(file) {
    return await new this().init(file);
  }

  static default = 'a.txt';
}

class Watched extends EventEmitter {
  #size = 0;
  listeners = [];

  async init(file) {
    this.#size = (await fs.promises.stat(file)).size;
    this.on('size', (add) => { this.#size += add; });
    return this;
  }

  get size() { return this.#size; }
}

const Pair = class {
  async init() { const [a, b] = await mapAsync([...arguments], async (file) => await new Config().init(file)); this.both = a.text + b.text; return this; }
};

class Nothing {
  async init() {
    await fs.promises.access('none.txt');
    return this;
  }
}

async function main() {
console.log((await new Config().init('a.txt')).text.length, (await Config.at('b.txt')).lines, (await new Config().init('none.txt')).text, (await new Config().init('none.txt', 'given')).text);
const watched = await new Watched().init(Config.default);
watched.emit('size', 1);
console.log(watched.size, watched instanceof Watched, watched instanceof EventEmitter, Object.keys(watched).includes('listeners'));
console.log((await new Pair().init('a.txt', 'c.txt')).both.length, (await new (pick())().init('a.txt')).file, Config.name, (await new Config().init('a.txt')).constructor === Config);
try {
  await new Nothing().init();
} catch (error) {
  console.log(error.code);
}
console.log(log.join());

function pick() {
  return Config;
}
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
