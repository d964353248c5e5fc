const { mkdir, readFile, rm, writeFile } = require('fs/promises');
const { execFile } = require('child_process');
const { promisify } = require('util');

const run = promisify(execFile);

/**
 * How long a file is.
 * @param {string} file
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 */
async function lengthOf(file, { signal } = {}) {
  const text = await readFile(file, { encoding: 'utf8', signal });
  return text.length;
}

const version = async ({ signal } = {}) => (await run(process.execPath, ['-p', '1 + 1'], { signal })).stdout.trim();

async function copy(from, to, { folder = 'out', signal } = {}) {
  await mkdir(folder, { recursive: true });
  for (const name of to) {
    signal?.throwIfAborted();
    await writeFile(`${folder}/${name}`, await readFile(from, { signal }), { signal });
  }
  return to.length;
}

async function all(file) {
  try {
    const [length, two, copies] = await runTogether((signal) => [
      lengthOf(file, { signal }),
      version({ signal }),
      copy('a.txt', ['one', 'two'], { signal }), // twice
    ]);
    return [length > 0, two, copies];
  } catch (error) {
    return error.code;
  } finally {
    await rm('out', { recursive: true, force: true });
  }
}

(async () => {
  console.log(await all('a.txt'));
  console.log(await all('gone.txt'));
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
