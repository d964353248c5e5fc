// a loop inside a callback that nobody waits for
const { EventEmitter } = require('events');
const fs = require('fs');

exports.watch = function watch(files) {
  const bus = new EventEmitter();
  const seen = [];
  bus.on('go', () => {
    files.forEach((file) => seen.push(fs.existsSync(file)));
  });
  bus.emit('go');
  return seen.join();
};
