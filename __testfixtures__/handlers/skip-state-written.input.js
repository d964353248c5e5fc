// packages: express=express4
// expect: handler-state
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
let count = 0;
const cache = new Map();
app.get('/', (req, res) => {
  const before = count;
  const text = fs.readFileSync('a.txt', 'utf8');
  count = before + 1;
  res.send(text + count);
});
app.get('/cache', (req, res) => {
  if (!cache.has('a')) cache.set('a', fs.readFileSync('a.txt', 'utf8'));
  res.send(cache.get('a'));
});

ask(app, ['GET /', 'GET /', 'GET /cache']);
