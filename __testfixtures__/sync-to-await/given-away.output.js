// expect: unresolved-caller
// An object that unseen code may hold keeps its methods; what nobody unseen got is called by the calls that are seen, even by a common name.
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

class Settings {
  async load() {
    return await fs.promises.readFile('b.txt', 'utf8');
  }
}

class Watched extends EventEmitter {
  constructor() {
    super();
    this.on('reload', function () {
      console.log(this.size);
    });
  }

  get size() {
    return 1;
  }

  async read() {
    return (await fs.promises.stat('a.txt')).size;
  }
}

const bus = new EventEmitter();
bus.on('ready', (store) => console.log(store.load().length));

const watched = new Watched();
async function main() {
console.log(new Store('a.txt').load().length, (await new Settings().load()).length, await watched.read());
watched.emit('reload');
bus.emit('ready', new Store('b.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
