// packages: fastify
// What a handler gives is the answer; hooks that take done must not be async.
const fs = require('fs');
const ask = require('ask');
const fastify = require('fastify');

const app = fastify();

app.addHook('onRequest', async (request, reply) => {
  if (request.url === '/hooked') await fs.promises.readFile('none');
  reply.header('x-seen', (await fs.promises.readFile('a.txt', 'utf8')).length);
});
app.addHook('onSend', (request, reply, payload, done) => { (async () => {
  if (request.url !== '/sent') return done(null, payload);
  done(null, payload + await fs.promises.readFile('b.txt', 'utf8'));
})().catch(done); });
app.setErrorHandler(async (error, request, reply) => {
  const page = await fs.promises.readFile('c.txt', 'utf8');
  return reply.code(503).send(`${page} ${error.code}`);
});
app.setNotFoundHandler(async (request, reply) => {
  return reply.code(404).send(await fs.promises.readFile('b.txt', 'utf8'));
});

app.get('/', async () => await fs.promises.readFile('a.txt', 'utf8'));
app.get('/send', async (request, reply) => {
  return reply.type('text/plain').send(await fs.promises.readFile('a.txt', 'utf8'));
});
app.get('/chain', async (request, reply) => reply.code(201).send({ text: await fs.promises.readFile('a.txt', 'utf8') }));
app.get('/parted', async (request, reply) => {
  const text = await fs.promises.readFile('a.txt', 'utf8');
  if (request.query.later) {
    setTimeout(() => reply.send(text), 5);
    return reply;
  }
  return reply.send({ text });
});
app.get('/both', async (request, reply) => {
  const text = await fs.promises.readFile('a.txt', 'utf8');
  if (request.query.x) reply.send('x');
  else reply.send(text);
  return reply;
});
app.get('/one', async (request, reply) => { return reply.send(await fs.promises.readFile('c.txt', 'utf8')); });
app.get('/missing', async () => await fs.promises.readFile('none'));
app.get('/hooked', () => 'never');
app.get('/sent', () => 'sent');
app.get('/null', async () => {
  await fs.promises.readFile('a.txt');
  return null;
});
app.route({
  method: 'GET',
  url: '/route',
  preHandler: [async (request, reply) => {
    request.text = await fs.promises.readFile('b.txt', 'utf8');
  }],
  async handler(request, reply) {
    return reply.send(request.text + await fs.promises.readFile('c.txt', 'utf8'));
  },
});
app.get('/options', {
  preHandler(request, reply, done) { (async () => {
    if (!await fs.promises.access('a.txt').then(() => true, () => false)) return done(new Error('gone'));
    done();
  })().catch(done); },
}, async (request) => ({ url: request.url, size: (await fs.promises.stat('a.txt')).size }));

const plugin = (instance, options, done) => {
  instance.get('/plugin', async () => await load(options.name));
  done();
};

async function load(name) {
  return await fs.promises.readFile(name, 'utf8');
}

app.register(plugin, { name: 'b.txt' });
app.register(async (instance) => {
  instance.addHook('preHandler', async (request) => {
    request.extra = await fs.promises.readFile('c.txt', 'utf8');
  });
  instance.get('/extra', async (request, reply) => {
    return reply.send(request.extra + await fs.promises.readFile('a.txt', 'utf8'));
  });
});

app.ready().then(() => ask(app.server, ['GET /', 'GET /send', 'GET /chain', 'GET /parted', 'GET /parted?later=1', 'GET /both', 'GET /both?x=1', 'GET /one', 'GET /missing', 'GET /hooked', 'GET /sent', 'GET /null', 'GET /route', 'GET /options', 'GET /plugin', 'GET /extra', 'GET /nowhere', 'HEAD /send']));
