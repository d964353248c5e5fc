// packages: express=express4
// expect: handler-order
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.get('/', (req, res) => {
  let text;
  setImmediate(() => res.send(text));
  text = fs.readFileSync('a.txt', 'utf8');
});

ask(app, ['GET /']);
