// packages: connect
// Connect, as Express 4.
const connect = require('connect');
const fs = require('fs');
const ask = require('ask');

const app = connect();
app.use(async (req, res, next) => {
  try {
    res.setHeader('x-first', (await fs.promises.readFile('a.txt', 'utf8')).slice(0, 6));
    next();
  } catch (error) {
    next(error);
  }
});
app.use('/file', async (req, res, next) => {
  try {
    res.end(await fs.promises.readFile(req.url.slice(1), 'utf8'));
  } catch (error) {
    next(error);
  }
}).use('/twice', async function twice(req, res, next) {
  try {
    if ((await fs.promises.stat('a.txt')).size > 0) next();
    else res.end('never');
  } catch (error) {
    next(error);
  }
});
app.use(async (error, req, res, next) => {
  try {
    res.statusCode = 500;
    res.end(await fs.promises.readFile('b.txt', 'utf8') + error.code);
  } catch (failure) {
    next(failure);
  }
});

ask(app, ['GET /file/c.txt', 'GET /file/x', 'GET /twice', 'GET /']);
