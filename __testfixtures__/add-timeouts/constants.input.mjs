// timeouts: exec=1m,fs=250ms,function:answer=3s
// constants
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const answer = async () => 42;

console.log((await run('echo', ['one'])).stdout, (await run('echo', ['two'])).stdout);
console.log(await readFile('a.txt', 'utf8'), await answer());
