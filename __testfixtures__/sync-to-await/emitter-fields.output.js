// fields of a class that inherits from Node's EventEmitter are its own, also when an emitter holds it
const fs = require('fs');
const util = require('util');
const { EventEmitter } = require('events');

class Store {
  async write(name, text) {
    await fs.promises.writeFile(name, text);
  }
}

function Journal(name) {
  EventEmitter.call(this);
  this.name = name;
  this.backend = new Store();
}

util.inherits(Journal, EventEmitter);

Journal.prototype.note = async function (text) {
  await this.backend.write(this.name, text);
  this.emit('noted', text);
};

async function main() {
  const journal = new Journal('a.txt');
  journal.on('noted', function (text) { console.log(text, this === journal); });
  await journal.note('one');
  console.log(await fs.promises.readFile('a.txt', 'utf8'));
}

main();
