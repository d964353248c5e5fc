// packages: @hapi/hapi
// hapi awaits what lifecycle methods give, and makes an answer of what they throw.
const fs = require('fs');
const ask = require('ask');
const Hapi = require('@hapi/hapi');

const server = Hapi.server();

server.route({ method: 'GET', path: '/', handler: async () => await fs.promises.readFile('a.txt', 'utf8') });
server.route([
  {
    method: 'GET',
    path: '/missing',
    async handler() {
      return await fs.promises.readFile('none');
    },
  },
  {
    method: 'GET',
    path: '/pre',
    options: {
      pre: [{ method: async () => await fs.promises.readFile('b.txt', 'utf8'), assign: 'text' }, [async (request, h) => h.response(String(await fs.promises.access('c.txt').then(() => true, () => false)))]],
      handler: async (request, h) => h.response(request.pre.text + await fs.promises.readFile('c.txt', 'utf8')).header('x-pre', 'set'),
    },
  },
  { method: 'GET', path: '/nothing', handler: async () => { await fs.promises.readFile('a.txt'); } },
]);
server.ext('onPreResponse', async (request, h) => {
  if (!request.response.isBoom) return h.continue;
  return h.response(`${request.response.message} ${await fs.promises.readFile('c.txt', 'utf8')}`).code(request.response.output.statusCode);
});

const plugin = {
  name: 'files',
  register(instance, options) {
    instance.route({ method: 'GET', path: '/plugin', handler: async () => await fs.promises.readFile(options.name, 'utf8') });
  },
};

(async () => {
  await server.register({ plugin, options: { name: 'b.txt' } });
  await server.initialize();
  await ask(server.listener, ['GET /', 'GET /missing', 'GET /pre', 'GET /nothing', 'GET /plugin', 'GET /nowhere']);
  await server.stop();
})();
