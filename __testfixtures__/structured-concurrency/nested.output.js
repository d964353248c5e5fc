const { readFile, stat } = require('fs/promises');

const text = (file, { signal } = {}) => readFile(file, { encoding: 'utf8', signal });

async function pair(name, { signal } = {}) {
  const [one, two] = await runTogether((signal) => [text(`${name}.txt`, { signal }), text(`${name}.txt`, { signal })], signal);
  return one === two;
}

async function pairs(names) {
  return await runTogether((signal) => names.map(async (name) => {
    const [same, { size }] = await runTogether((signal) => [pair(name, { signal }), stat(`${name}.txt`)], signal);
    return same && size > 0;
  }));
}

(async () => {
  console.log(await pairs(['a', 'b']));
  console.log(await pairs(['a', 'gone']).catch(({ code }) => code));
})();

// Begins promises with a signal. When one rejects, the signal stops the others; when these have ended, it rejects with that first error.
async function runTogether(begin, parent) {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = () => controller.abort(parent.reason);
  require('events').setMaxListeners(0, signal);
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    const running = [];
    for (const each of begin(signal)) running.push(Promise.resolve(each));
    const all = Promise.all(running);
    all.catch((error) => controller.abort(error));
    await Promise.allSettled(running);
    return await all;
  } finally {
    if (parent) parent.removeEventListener('abort', follow);
  }
}
