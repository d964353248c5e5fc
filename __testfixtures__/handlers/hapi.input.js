// packages: @hapi/hapi
// hapi awaits what lifecycle methods give, and makes an answer of what they throw.
const fs = require('fs');
const ask = require('ask');
const Hapi = require('@hapi/hapi');

const server = Hapi.server();

server.route({ method: 'GET', path: '/', handler: () => fs.readFileSync('a.txt', 'utf8') });
server.route([
  {
    method: 'GET',
    path: '/missing',
    handler() {
      return fs.readFileSync('none');
    },
  },
  {
    method: 'GET',
    path: '/pre',
    options: {
      pre: [{ method: () => fs.readFileSync('b.txt', 'utf8'), assign: 'text' }, [(request, h) => h.response(String(fs.existsSync('c.txt')))]],
      handler: (request, h) => h.response(request.pre.text + fs.readFileSync('c.txt', 'utf8')).header('x-pre', 'set'),
    },
  },
  { method: 'GET', path: '/nothing', handler: () => { fs.readFileSync('a.txt'); } },
]);
server.ext('onPreResponse', (request, h) => {
  if (!request.response.isBoom) return h.continue;
  return h.response(`${request.response.message} ${fs.readFileSync('c.txt', 'utf8')}`).code(request.response.output.statusCode);
});

const plugin = {
  name: 'files',
  register(instance, options) {
    instance.route({ method: 'GET', path: '/plugin', handler: () => fs.readFileSync(options.name, 'utf8') });
  },
};

(async () => {
  await server.register({ plugin, options: { name: 'b.txt' } });
  await server.initialize();
  await ask(server.listener, ['GET /', 'GET /missing', 'GET /pre', 'GET /nothing', 'GET /plugin', 'GET /nowhere']);
  await server.stop();
})();
