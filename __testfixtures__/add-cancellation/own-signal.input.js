// cancel: load
// expect: cancel-own-signal
const { execFile } = require('child_process');
const { readFile } = require('fs/promises');
const { promisify } = require('util');

const run = promisify(execFile);

async function load(file, signal, controller) {
  const text = await readFile(file, { encoding: 'utf8', signal });
  const again = await readFile(file, { signal: controller.signal });
  const { stdout } = await run('node', ['-p', '1'], { signal: AbortSignal.timeout(60_000) });
  const server = require('http').createServer((req, res) => res.end('x'));
  await new Promise((resolve) => server.listen(0, resolve));
  const url = `http://localhost:${server.address().port}`;
  try {
    console.log((await fetch(url, { signal })).status);
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return [text.length, again.length, stdout];
}

load('a.txt', undefined, new AbortController()).then(console.log);
load('a.txt', AbortSignal.abort(), new AbortController()).catch(({ name, code }) => console.log(name, code));
