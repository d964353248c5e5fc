// packages: express=express4
// expect: handler-state
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
let current;
app.use((req, res, next) => {
  current = req.query.user;
  next();
});
app.get('/', (req, res) => {
  const page = fs.readFileSync('a.txt', 'utf8');
  res.send(page + current);
});

ask(app, ['GET /?user=a', 'GET /?user=b']);
