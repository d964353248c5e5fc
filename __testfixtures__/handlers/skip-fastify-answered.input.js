// packages: fastify
// expect: handler-order
const fs = require('fs');
const ask = require('ask');
const app = require('fastify')();

app.get('/', (request, reply) => {
  reply.code(200).send('text');
  console.log(fs.readFileSync('a.txt', 'utf8').length);
});
app.get('/later', (request, reply) => {
  reply.send('text');
  if (fs.existsSync('none')) console.log('there');
});

app.ready().then(() => ask(app.server, ['GET /', 'GET /later']));
