// packages: fastify
// expect: handler-parameters
// A hook that takes done must not be async, and one without a block has no body that could wait.
const fs = require('fs');
const ask = require('ask');
const app = require('fastify')();

app.addHook('onSend', (request, reply, payload, done) => done(null, payload + fs.readFileSync('a.txt', 'utf8')));
app.addHook('onRequest', (request, reply, ...rest) => {
  if (fs.existsSync('none')) throw new Error('there');
  rest[0]();
});
app.get('/', () => 'text');

app.ready().then(() => ask(app.server, ['GET /']));
