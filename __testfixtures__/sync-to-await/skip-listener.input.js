// expect: listener
const fs = require('fs');
const { EventEmitter } = require('events');

const bus = new EventEmitter();
let seen = '';
bus.on('file', (name) => {
  seen += fs.readFileSync(name, 'utf8');
});
bus.once('file', function first() {
  seen += fs.existsSync('a.txt');
});
process.on('exit', () => {
  fs.writeFileSync('out.txt', seen);
  console.log('saved', fs.readFileSync('out.txt', 'utf8').length);
});
bus.emit('file', 'a.txt');
console.log(seen);
