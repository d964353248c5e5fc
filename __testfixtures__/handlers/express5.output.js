// packages: express=express5
// Express 5 waits for promises: a handler becomes async, and nothing else.
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.use(async (req, res, next) => {
  res.set('x-first', (await fs.promises.readFile('a.txt', 'utf8')).slice(0, 6));
  next();
});
app.get('/', async (req, res) => res.send(await fs.promises.readFile(req.query.file || 'a.txt', 'utf8')));
app.route('/route').get(async (req, res, next) => {
  if (!await fs.promises.access('none').then(() => true, () => false)) return next('route');
  res.send('never');
}).all((req, res) => res.send('never'));
app.get('/route', async () => { throw new Error(await fs.promises.readFile('b.txt', 'utf8')); });
app.use(async (error, req, res, next) => {
  res.status(500).send(error.code || await fs.promises.readFile('c.txt', 'utf8') + error.message);
});

ask(app, ['GET /', 'GET /?file=x', 'GET /route', 'GET /nowhere']);
