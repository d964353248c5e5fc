// packages: express=express4
// Handlers behind functions of the program: those call next, or hand the promise on.
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const guarded = (handler) => (req, res, next) => {
  try {
    handler(req, res);
  } catch (error) {
    next(new Error(`guarded ${error.code}`));
  }
};
const counted = (handler) => function (req, res, next) {
  res.set('x-counted', 'yes');
  return handler(req, res, next);
};

app.get('/guarded', guarded((req, res) => { res.send(fs.readFileSync(req.query.file, 'utf8')); }));
app.get('/counted', counted((req, res) => { res.send(fs.readFileSync(req.query.file, 'utf8')); }));
app.use((error, req, res, next) => { res.status(500).send(error.code || error.message); });

ask(app, ['GET /guarded?file=a.txt', 'GET /guarded?file=x', 'GET /counted?file=b.txt', 'GET /counted?file=x']);
