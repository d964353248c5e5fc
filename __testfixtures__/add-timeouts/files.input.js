'use strict';

const fs = require('fs');
const { writeFile, appendFile } = require('fs/promises');
const { promisify } = require('util');

const read = promisify(fs.readFile);
const ENCODING = 'utf8';
const options = { encoding: 'utf8' };

(async () => {
  console.log((await fs.promises.readFile('a.txt')).length);
  console.log(await fs.promises.readFile('a.txt', 'utf8'));
  console.log(await read('b.txt', ENCODING));
  console.log(await read('b.txt', options));
  await writeFile('d.txt', 'one');
  await appendFile('d.txt', 'two', { encoding: 'utf8' });
  console.log(await read('d.txt', undefined).then(String));
  console.log((await fs.promises.stat('d.txt')).size, (await fs.promises.readdir('.')).includes('d.txt'));
  await fs.promises.readFile('gone.txt').catch((error) => console.log(error.code));
  await fs.promises.lstat('gone.txt').catch((error) => console.log(error.code));
})();
