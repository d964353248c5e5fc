// expect: foreign-base
const fs = require('fs');
const { Server } = require('net');

class Listing extends Server {
  listing(name) {
    return fs.readFileSync(name, 'utf8');
  }
}

console.log(new Listing().listing('a.txt'));
