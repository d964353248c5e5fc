// expect: listener, unresolved-caller
// What was given away comes back where nothing is known of it: as an event's argument, as an error, out of plain data.
const fs = require('fs');
const { EventEmitter } = require('events');

class Store {
  constructor(name) {
    this.name = name;
  }

  load() {
    return fs.readFileSync(this.name, 'utf8');
  }
}

class Problem extends Error {
  list() {
    return fs.readdirSync('.').length;
  }
}

class Plugin {
  start() {
    return fs.statSync('a.txt').size;
  }
}

class Cache {
  read() {
    return fs.readFileSync('b.txt', 'utf8');
  }
}

class Later {
  open() {
    return fs.existsSync('a.txt');
  }
}

const known = {
  get sizes() {
    return [new Store('a.txt').load().length, new Problem().list() > 0, new Plugin().start(), new Cache().read().length, new Later().open()];
  },
};
console.log(known.sizes);

const bus = new EventEmitter();
bus.on('store', (store) => console.log(store.load().length));
bus.emit('store', new Store('b.txt'));

function fail() {
  throw new Problem('nothing here');
}
try {
  fail();
} catch (problem) {
  console.log(problem.message, problem.list() > 0);
}

bus.on('plugin', (plugin, phase) => console.log(plugin[phase]()));
bus.emit('plugin', new Plugin(), 'start');

const config = JSON.parse('{ "name": "cached" }');
config.cache = new Cache();
console.log(config.name, config.cache.read().length);

class Folder extends EventEmitter {
  constructor() {
    super();
    this.on('change', function () {
      console.log(this.scan() > 0);
    });
  }

  scan() {
    return fs.readdirSync('.').length;
  }
}
new Folder().emit('change');

setTimeout((later) => console.log(later.open()), 1, new Later());
