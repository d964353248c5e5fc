const { execFile } = require('child_process');
const { readFile } = require('fs/promises');
const { promisify } = require('util');

const run = promisify(execFile);

async function versionOf(command, { signal } = {}) {
  const { stdout } = await run(command, ['-p', '"v"'], { signal });
  return stdout.trim();
}

const linesOf = async (file, { signal } = {}) => (await readFile(file, { encoding: 'utf8', signal })).split('\n').length;

async function report(files) {
  try {
    const [version, lines] = await runTogether((signal) => [
      versionOf(process.execPath, { signal }),
      runTogether((signal) => files.map((file) => linesOf(file, { signal })), signal),
    ]);
    return `${version}: ${lines}`;
  } catch ({ code }) {
    return code;
  }
}

(async () => {
  console.log(await report(['a.txt', 'b.txt']));
  console.log(await report(['a.txt', 'gone.txt']));
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
