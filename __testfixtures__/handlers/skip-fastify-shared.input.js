// packages: fastify
// expect: handler-shared
// A hook that is called in other ways, too: its errors come back to the caller.
const fs = require('fs');
const ask = require('ask');
const app = require('fastify')();

function check(request, reply, done) {
  if (request.query.file && !fs.existsSync(request.query.file)) throw new Error('gone');
  done();
}

app.addHook('preHandler', check);
app.get('/', (request, reply) => {
  try {
    check({ query: { file: 'none' } }, reply, () => {});
    return 'there';
  } catch (error) {
    return error.message;
  }
});

app.ready().then(() => ask(app.server, ['GET /', 'GET /?file=none']));
