// packages: express=express4
// expect: handler-order
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.use((req, res, next) => {
  next();
  console.log('done', res.headersSent);
});
app.get('/', (req, res) => { res.send(fs.readFileSync('a.txt', 'utf8')); });

ask(app, ['GET /']);
