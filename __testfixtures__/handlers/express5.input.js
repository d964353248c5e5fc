// packages: express=express5
// Express 5 waits for promises: a handler becomes async, and nothing else.
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.use((req, res, next) => {
  res.set('x-first', fs.readFileSync('a.txt', 'utf8').slice(0, 6));
  next();
});
app.get('/', (req, res) => res.send(fs.readFileSync(req.query.file || 'a.txt', 'utf8')));
app.route('/route').get((req, res, next) => {
  if (!fs.existsSync('none')) return next('route');
  res.send('never');
}).all((req, res) => res.send('never'));
app.get('/route', () => { throw new Error(fs.readFileSync('b.txt', 'utf8')); });
app.use((error, req, res, next) => {
  res.status(500).send(error.code || fs.readFileSync('c.txt', 'utf8') + error.message);
});

ask(app, ['GET /', 'GET /?file=x', 'GET /route', 'GET /nowhere']);
