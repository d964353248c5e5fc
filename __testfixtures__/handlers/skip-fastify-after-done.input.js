// packages: fastify
// expect: handler-order
// What stands behind done() runs when the handlers behind it are done.
const fs = require('fs');
const ask = require('ask');
const app = require('fastify')();

const log = [];
app.addHook('preHandler', (request, reply, done) => {
  done();
  log.push('hook');
});
app.get('/', (request, reply) => {
  const text = fs.readFileSync('a.txt', 'utf8');
  log.push('handler');
  reply.send(text);
});

app.ready().then(() => ask(app.server, ['GET /'])).then(() => console.log(log.join()));
