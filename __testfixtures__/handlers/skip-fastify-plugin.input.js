// packages: fastify
// expect: foreign-callback
// A plugin says by done that it is ready; what it does at once is no answer to a request.
const fs = require('fs');
const ask = require('ask');
const app = require('fastify')();

app.register((instance, options, done) => {
  const text = fs.readFileSync('a.txt', 'utf8');
  instance.decorate('text', text);
  instance.get('/', () => instance.text);
  done();
});
app.addHook('onRoute', (route) => {
  route.config = { size: fs.statSync('a.txt').size };
});
app.get('/size', (request) => String(request.routeOptions.config.size));

app.ready().then(() => ask(app.server, ['GET /', 'GET /size']));
