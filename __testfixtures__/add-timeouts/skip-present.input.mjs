// expect: deadline-present
import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { promisify } from 'node:util';

const server = http.createServer((_, response) => response.end('ok')).listen(0);
await new Promise((resolve) => server.on('listening', resolve));
const url = `http://127.0.0.1:${server.address().port}`;

async function withController() {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    return await fetch(url, { signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}

const limits = { timeout: 5000 };
const late = () => new Promise((resolve, reject) => setTimeout(reject, 5000, new Error('late')).unref());

console.log((await withController()).status);
console.log((await fetch(url, { signal: AbortSignal.timeout(5000) })).status);
console.log((await promisify(exec)('echo one', { timeout: 5000 })).stdout);
console.log((await promisify(exec)('echo two', limits)).stdout);
console.log(await Promise.race([readFile('a.txt', 'utf8'), late()]));
server.close();
