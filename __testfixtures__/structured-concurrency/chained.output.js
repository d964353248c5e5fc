const { once, EventEmitter, setMaxListeners } = require('events');
const { readFile } = require('fs/promises');

async function both(file) {
  const emitter = new EventEmitter();
  setImmediate(() => emitter.emit('size', 5));
  const [size, length] = await failFast((signal) => [
    once(emitter, 'size', { signal }).then(([value]) => value),
    readFile(file, { signal }).then((data) => data.length > 0).finally(() => {}),
  ]);
  return [size, length, emitter.listenerCount('size')];
}

(async () => {
  console.log(await both('a.txt'));
  console.log(await both('gone.txt').catch(({ code }) => code));
})();

// Begins promises with a signal. When one rejects, the signal tells the others to stop, and it rejects with that first error at once.
async function failFast(begin, parent) {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = () => controller.abort(parent.reason);
  setMaxListeners(0, signal);
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    const all = Promise.all(begin(signal));
    all.catch((error) => controller.abort(error));
    return await all;
  } finally {
    if (parent) parent.removeEventListener('abort', follow);
  }
}
