// expect: deadline-own-signal
import { readFile } from 'node:fs/promises';
import http from 'node:http';

const server = http.createServer((_, response) => response.end('ok')).listen(0);
await new Promise((resolve) => server.on('listening', resolve));
const url = `http://127.0.0.1:${server.address().port}`;

const load = async (signal) => (await fetch(url, { signal })).text();
const send = async (request) => (await fetch(request)).status;
const signalOf = (task) => task.signal;

console.log(await load(new AbortController().signal), await send(new Request(url)));
console.log(await readFile('a.txt', { encoding: 'utf8', signal: signalOf({}) }));
server.close();
