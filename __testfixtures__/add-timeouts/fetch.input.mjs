import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => res.end(`${req.method} ${req.url} ${req.headers['x-name'] ?? '-'}`)).listen(0);
await new Promise((resolve) => server.on('listening', resolve));
const base = `http://127.0.0.1:${server.address().port}`;

async function text(path) {
  const response = await fetch(base + path);
  return response.text();
}

const post = async (path, headers) => {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers, // as they are
  });
  return response.text();
};

const parsed = (path) => fetch(`${base}${path}`, {}).then((response) => response.text());

async function given(url, options) {
  const response = await globalThis.fetch(url, { ...options });
  return response.text();
}

const defaults = { method: 'PUT' };
console.log(await text('/a'), await post('/b', { 'x-name': 'ada' }), await parsed('/c'));
console.log(await given(new URL('/d', base), { headers: { 'x-name': 'bob' } }));
console.log(await (await fetch(`${base}/e`, defaults)).text());
console.log(await Promise.all(['/f', '/g'].map((path) => fetch(base + path).then((response) => response.text()))));
server.close();
