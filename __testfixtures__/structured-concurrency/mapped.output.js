// expect: group-form
const { readFile, writeFile } = require('fs/promises');

const sizes = (files) => files.map(async (file) => (await readFile(file)).length);

async function total(files) {
  const lengths = await runTogether((signal) => files.map((file) => load(file, { signal })));
  return lengths.reduce((sum, each) => sum + each, 0);
}

async function load(file, { signal } = {}) {
  return (await readFile(file, { signal })).length;
}

async function copies(files, signal) {
  await runTogether((abortSignal) => files.map(async (file) => {
    const text = await readFile(file, { signal: abortSignal });
    await writeFile(`${file}.${signal}`, text, { signal: abortSignal });
  }));
  return 'copied';
}

(async () => {
  const files = ['a.txt', 'b.txt'];
  console.log(await total(files) === (await Promise.all(sizes(files))).reduce((sum, each) => sum + each, 0));
  console.log(await total([...files, 'gone.txt']).catch(({ code }) => code));
  console.log(await copies(files, 'copy'), await total(files.map((file) => `${file}.copy`)) === await total(files));
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
