// packages: fastify
// What a handler gives is the answer; hooks that take done must not be async.
const fs = require('fs');
const ask = require('ask');
const fastify = require('fastify');

const app = fastify();

app.addHook('onRequest', (request, reply, done) => {
  if (request.url === '/hooked') fs.readFileSync('none');
  reply.header('x-seen', fs.readFileSync('a.txt', 'utf8').length);
  done();
});
app.addHook('onSend', (request, reply, payload, done) => {
  if (request.url !== '/sent') return done(null, payload);
  done(null, payload + fs.readFileSync('b.txt', 'utf8'));
});
app.setErrorHandler((error, request, reply) => {
  const page = fs.readFileSync('c.txt', 'utf8');
  reply.code(503).send(`${page} ${error.code}`);
});
app.setNotFoundHandler((request, reply) => {
  reply.code(404).send(fs.readFileSync('b.txt', 'utf8'));
});

app.get('/', () => fs.readFileSync('a.txt', 'utf8'));
app.get('/send', (request, reply) => {
  reply.type('text/plain').send(fs.readFileSync('a.txt', 'utf8'));
});
app.get('/chain', (request, reply) => reply.code(201).send({ text: fs.readFileSync('a.txt', 'utf8') }));
app.get('/parted', (request, reply) => {
  const text = fs.readFileSync('a.txt', 'utf8');
  if (request.query.later) {
    setTimeout(() => reply.send(text), 5);
    return;
  }
  reply.send({ text });
});
app.get('/both', (request, reply) => {
  const text = fs.readFileSync('a.txt', 'utf8');
  if (request.query.x) reply.send('x');
  else reply.send(text);
});
app.get('/one', (request, reply) => { reply.send(fs.readFileSync('c.txt', 'utf8')); });
app.get('/missing', () => fs.readFileSync('none'));
app.get('/hooked', () => 'never');
app.get('/sent', () => 'sent');
app.get('/null', () => {
  fs.readFileSync('a.txt');
  return null;
});
app.route({
  method: 'GET',
  url: '/route',
  preHandler: [(request, reply, done) => {
    request.text = fs.readFileSync('b.txt', 'utf8');
    done();
  }],
  handler(request, reply) {
    reply.send(request.text + fs.readFileSync('c.txt', 'utf8'));
  },
});
app.get('/options', {
  preHandler(request, reply, done) {
    if (!fs.existsSync('a.txt')) return done(new Error('gone'));
    done();
  },
}, (request) => ({ url: request.url, size: fs.statSync('a.txt').size }));

const plugin = (instance, options, done) => {
  instance.get('/plugin', () => load(options.name));
  done();
};

function load(name) {
  return fs.readFileSync(name, 'utf8');
}

app.register(plugin, { name: 'b.txt' });
app.register(async (instance) => {
  instance.addHook('preHandler', async (request) => {
    request.extra = fs.readFileSync('c.txt', 'utf8');
  });
  instance.get('/extra', (request, reply) => {
    reply.send(request.extra + fs.readFileSync('a.txt', 'utf8'));
  });
});

app.ready().then(() => ask(app.server, ['GET /', 'GET /send', 'GET /chain', 'GET /parted', 'GET /parted?later=1', 'GET /both', 'GET /both?x=1', 'GET /one', 'GET /missing', 'GET /hooked', 'GET /sent', 'GET /null', 'GET /route', 'GET /options', 'GET /plugin', 'GET /extra', 'GET /nowhere', 'HEAD /send']));
