// packages: express=express4
// Handlers behind functions of the program: those call next, or hand the promise on.
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const guarded = (handler) => async (req, res, next) => {
  try {
    try {
      await handler(req, res);
    } catch (error) {
      next(new Error(`guarded ${error.code}`));
    }
  } catch (error) {
    next(error);
  }
};
const counted = (handler) => async function (req, res, next) {
  try {
    res.set('x-counted', 'yes');
    return await handler(req, res, next);
  } catch (error) {
    next(error);
  }
};

app.get('/guarded', guarded(async (req, res) => { res.send(await fs.promises.readFile(req.query.file, 'utf8')); }));
app.get('/counted', counted(async (req, res) => { res.send(await fs.promises.readFile(req.query.file, 'utf8')); }));
app.use((error, req, res, next) => { res.status(500).send(error.code || error.message); });

ask(app, ['GET /guarded?file=a.txt', 'GET /guarded?file=x', 'GET /counted?file=b.txt', 'GET /counted?file=x']);
