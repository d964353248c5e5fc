// packages: express=express4
// A middleware that is also called with another next: code after that call is not code after next.
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const mark = (req, res, next) => {
  res.set('x-mark', 'set');
  next();
};
app.use((req, res, next) => {
  mark(req, res, () => {});
  res.set('x-after', 'set');
  next();
});
app.get('/', mark, async (req, res, next) => {
  try {
    res.send(await fs.promises.readFile('a.txt', 'utf8'));
  } catch (error) {
    next(error);
  }
});

ask(app, ['GET /']);
