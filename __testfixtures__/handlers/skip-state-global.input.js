// packages: express=express4
// expect: handler-state
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.get('/set', (req, res) => {
  global.theme = req.query.theme;
  req.app.locals.theme = req.query.theme;
  res.send('set');
});
app.get('/', (req, res) => {
  const before = global.theme;
  const page = fs.readFileSync('a.txt', 'utf8');
  res.send(page + before + global.theme);
});
app.get('/locals', (req, res) => {
  const before = req.app.locals.theme;
  const page = fs.readFileSync('b.txt', 'utf8');
  res.send(page + before + req.app.locals.theme);
});

ask(app, ['GET /', 'GET /locals', 'POST /']);
