// packages: express=express4
// expect: handler-order
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const passOn = (next) => next();
app.use((req, res, next) => {
  const started = res.headersSent;
  passOn(next);
  console.log(started, res.headersSent);
});
app.get('/', (req, res) => { res.send(fs.readFileSync('a.txt', 'utf8')); });

ask(app, ['GET /']);
