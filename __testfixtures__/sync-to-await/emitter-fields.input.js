// fields of a class that inherits from Node's EventEmitter are its own, also when an emitter holds it
const fs = require('fs');
const util = require('util');
const { EventEmitter } = require('events');

class Store {
  write(name, text) {
    fs.writeFileSync(name, text);
  }
}

function Journal(name) {
  EventEmitter.call(this);
  this.name = name;
  this.backend = new Store();
}

util.inherits(Journal, EventEmitter);

Journal.prototype.note = function (text) {
  this.backend.write(this.name, text);
  this.emit('noted', text);
};

async function main() {
  const journal = new Journal('a.txt');
  journal.on('noted', function (text) { console.log(text, this === journal); });
  journal.note('one');
  console.log(fs.readFileSync('a.txt', 'utf8'));
}

main();
