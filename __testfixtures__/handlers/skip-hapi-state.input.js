// packages: @hapi/hapi
// expect: handler-state
const fs = require('fs');
const ask = require('ask');
const Hapi = require('@hapi/hapi');

const server = Hapi.server();
let count = 0;
server.route({
  method: 'GET',
  path: '/',
  handler() {
    const before = count;
    const text = fs.readFileSync('a.txt', 'utf8');
    count = before + 1;
    return `${count >= 1} ${text}`;
  },
});

server.initialize().then(() => ask(server.listener, ['GET /'])).then(() => server.stop());
