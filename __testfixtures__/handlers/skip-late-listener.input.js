// packages: express=express4
// expect: handler-order
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const later = async (text) => text.length;
app.get('/', (req, res) => {
  const text = fs.readFileSync('a.txt', 'utf8');
  const timer = setInterval(() => {}, 10);
  req.on('close', () => clearInterval(timer));
  res.send(text);
});
app.get('/promise', (req, res, next) => {
  const length = later('text');
  const text = fs.readFileSync('b.txt', 'utf8');
  length.then((known) => res.send(text + known), next);
});

ask(app, ['GET /', 'GET /promise']);
