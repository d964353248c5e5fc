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
  load() {
    return fs.readFileSync('b.txt', 'utf8');
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

  read() {
    return fs.statSync('a.txt').size;
  }
}

const bus = new EventEmitter();
bus.on('ready', (store) => console.log(store.load().length));

const watched = new Watched();
console.log(new Store('a.txt').load().length, new Settings().load().length, watched.read());
watched.emit('reload');
bus.emit('ready', new Store('b.txt'));
