const fs = require('fs');
const { EventEmitter } = require('events');

const log = [];

// what the constructor does when it is done is no different
class Config {
  /** @param {string} file */
  constructor(file, fallback = 'nothing') {
    log.push('new ' + file);
    this.file = file;
    if (!fs.existsSync(file)) {
      this.text = fallback;
      return;
    }
    this.load();
    this.lines = this.text.split('\n').map((line) => line + this.file.length);
  }

  load() {
    this.text = fs.readFileSync(this.file, 'utf8');
  }

  static at(file) {
    return new this(file);
  }

  static default = 'a.txt';
}

class Watched extends EventEmitter {
  #size = 0;
  listeners = [];

  constructor(file) {
    super();
    this.#size = fs.statSync(file).size;
    this.on('size', (add) => { this.#size += add; });
  }

  get size() { return this.#size; }
}

const Pair = class {
  constructor() { const [a, b] = [...arguments].map((file) => new Config(file)); this.both = a.text + b.text }
};

class Nothing {
  constructor() {
    fs.accessSync('none.txt');
  }
}

console.log(new Config('a.txt').text.length, Config.at('b.txt').lines, new Config('none.txt').text, new Config('none.txt', 'given').text);
const watched = new Watched(Config.default);
watched.emit('size', 1);
console.log(watched.size, watched instanceof Watched, watched instanceof EventEmitter, Object.keys(watched).includes('listeners'));
console.log(new Pair('a.txt', 'c.txt').both.length, new (pick())('a.txt').file, Config.name, new Config('a.txt').constructor === Config);
try {
  new Nothing;
} catch (error) {
  console.log(error.code);
}
console.log(log.join());

function pick() {
  return Config;
}
