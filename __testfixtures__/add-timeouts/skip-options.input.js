// expect: deadline-options
const { execFile } = require('child_process');
const { once } = require('events');
const { readFile } = require('fs/promises');
const { pipeline } = require('stream/promises');
const { Readable, PassThrough } = require('stream');
const { promisify } = require('util');

const read = async (file, options) => await readFile(file, options);
const readAll = async (...args) => await readFile(...args);
const run = async (file, list) => (await promisify(execFile)(file, list)).stdout;
const through = async (target) => await pipeline(Readable.from(['x']), target);
const key = 'encoding';

(async () => {
  console.log(await read('a.txt', 'utf8'), await readAll('b.txt', 'utf8'), await run('echo', ['one']));
  console.log(await readFile('a.txt', { [key]: 'utf8' }));
  let options = { encoding: 'utf8' };
  options = undefined;
  console.log((await readFile('a.txt', options)).length);
  const target = new PassThrough();
  target.resume();
  await through(target);
})();
