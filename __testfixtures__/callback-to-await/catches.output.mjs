// the callback deals with errors itself
import { access, readFile } from 'node:fs';
import { readFile as readFileAsync, access as accessAsync } from 'node:fs/promises';

async function read(file) {
  let text;
  try {
    text = await readFileAsync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return 'none';
    throw error;
  }
  return text.trim().split('\n')[0];
}

async function main() {
  await accessAsync('a.txt');
  let error = null;
  let line;
  try {
    line = await read('a.txt');
  } catch (error1) {
    error = error1;
  }
  console.log(error, line);
  let error4 = null;
  let line1;
  try {
    line1 = await read('missing.txt');
  } catch (error2) {
    error4 = error2;
  }
  console.log(error4, line1);
  let error5 = null;
  try {
    await read('.');
  } catch (error3) {
    error5 = error3;
  }
  console.log(error5 ? error5.code : 'read');
}

main();
