// packages: fastify
// expect: handler-answer
// Where it gives nothing, a promise would answer before the reply does.
const fs = require('fs');
const ask = require('ask');
const app = require('fastify')();

function answer(reply, text) {
  setTimeout(() => reply.send(text), 5);
}

app.get('/', (request, reply) => answer(reply, fs.readFileSync('a.txt', 'utf8')));
app.get('/unknown', (request, { send, ...rest }) => {
  const text = fs.readFileSync('a.txt', 'utf8');
  if (request.query.empty) return;
  return text;
});

app.ready().then(() => ask(app.server, ['GET /', 'GET /unknown']));
