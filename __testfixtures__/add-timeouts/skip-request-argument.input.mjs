// expect: deadline-own-signal
import http from 'node:http';

const server = http.createServer((request, response) => response.end(request.method)).listen(0);
await new Promise((resolve) => server.on('listening', resolve));

async function forward(message) {
  if (message.method === 'HEAD') return undefined;
  return (await fetch(message)).text();
}

console.log(await forward(new globalThis['Re' + 'quest'](`http://127.0.0.1:${server.address().port}`, { method: 'PUT' })));
server.close();
