const { once, EventEmitter } = require('events');
const { readFile } = require('fs/promises');

async function both(file) {
  const emitter = new EventEmitter();
  setImmediate(() => emitter.emit('size', 5));
  const [size, length] = await Promise.all([
    once(emitter, 'size').then(([value]) => value),
    readFile(file).then((data) => data.length > 0).finally(() => {}),
  ]);
  return [size, length, emitter.listenerCount('size')];
}

(async () => {
  console.log(await both('a.txt'));
  console.log(await both('gone.txt').catch(({ code }) => code));
})();
