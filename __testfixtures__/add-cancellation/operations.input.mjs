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

async function files() {
  await fsp.writeFile('d.txt', 'one');
  await fsp.appendFile('d.txt', 'two', 'utf8');
  await pipeline(createReadStream('d.txt'), createWriteStream('e.txt'));
  return [await fsp.readFile('d.txt'), await fsp.readFile('e.txt', { encoding: 'utf8' })].map(String);
}

async function events() {
  const emitter = new EventEmitter();
  setTimeout(() => emitter.emit('ready', 1), 1);
  const [value] = await once(emitter, 'ready');
  const stream = createReadStream('a.txt').resume();
  await finished(stream);
  return value;
}

async function processes() {
  const { stdout } = await run('node', ['-p', '1 + 1']);
  const other = await shell('echo two', { encoding: 'utf8' });
  return stdout + other.stdout;
}

async function request() {
  const server = createServer((req, res) => res.end(req.method));
  await new Promise((resolve) => server.listen(0, resolve));
  try {
    const response = await fetch(`http://localhost:${server.address().port}`, { method: 'PUT' });
    return await response.text();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const main = async () => {
  console.log(await files(), await events(), await processes(), await request());
  console.log(await sleep(1, 'slept'), await sleep(1), await turn('turned'));
  await fsp.readFile('gone.txt').catch((error) => console.log(error.code));
};

await main();
