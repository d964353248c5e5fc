// cancel: main
import { exec, execFile } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import * as fsp from 'node:fs/promises';
import { createServer } from 'node:http';
import { finished, pipeline } from 'node:stream/promises';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const shell = promisify(exec);

async function files({ signal } = {}) {
  await fsp.writeFile('d.txt', 'one', { signal });
  await fsp.appendFile('d.txt', 'two', { encoding: 'utf8', signal });
  await pipeline(createReadStream('d.txt'), createWriteStream('e.txt'), { signal });
  return [await fsp.readFile('d.txt', { signal }), await fsp.readFile('e.txt', { encoding: 'utf8', signal })].map(String);
}

async function events({ signal } = {}) {
  const emitter = new EventEmitter();
  setTimeout(() => emitter.emit('ready', 1), 1);
  const [value] = await once(emitter, 'ready', { signal });
  const stream = createReadStream('a.txt').resume();
  await finished(stream, { signal });
  return value;
}

async function processes({ signal } = {}) {
  const { stdout } = await run('node', ['-p', '1 + 1'], { signal });
  const other = await shell('echo two', { encoding: 'utf8', signal });
  return stdout + other.stdout;
}

async function request({ signal } = {}) {
  const server = createServer((req, res) => res.end(req.method));
  await new Promise((resolve) => server.listen(0, resolve));
  try {
    const response = await fetch(`http://localhost:${server.address().port}`, { method: 'PUT', signal });
    return await response.text();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const main = async ({ signal } = {}) => {
  console.log(await files({ signal }), await events({ signal }), await processes({ signal }), await request({ signal }));
  console.log(await sleep(1, 'slept', { signal }), await sleep(1, undefined, { signal }), await turn('turned', { signal }));
  await fsp.readFile('gone.txt', { signal }).catch((error) => console.log(error.code));
};

await main();
