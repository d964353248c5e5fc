// cancel: main
// expect: cancel-passed-as-value, cancel-unreached
const { EventEmitter } = require('events');
const { readFile } = require('fs/promises');

const emitter = new EventEmitter();
const show = async (file) => { console.log(file, (await readFile(file)).length); };
emitter.on('file', show);

async function main() {
  emitter.emit('file', 'a.txt', null);
  emitter.on('other', async (file) => { console.log((await readFile(file, 'utf8')).length); });
  emitter.emit('other', 'b.txt');
  await show('c.txt');
}

main();
