// packages: connect
// Connect, as Express 4.
const connect = require('connect');
const fs = require('fs');
const ask = require('ask');

const app = connect();
app.use((req, res, next) => {
  res.setHeader('x-first', fs.readFileSync('a.txt', 'utf8').slice(0, 6));
  next();
});
app.use('/file', (req, res) => {
  res.end(fs.readFileSync(req.url.slice(1), 'utf8'));
}).use('/twice', function twice(req, res, next) {
  if (fs.statSync('a.txt').size > 0) next();
  else res.end('never');
});
app.use((error, req, res, next) => {
  res.statusCode = 500;
  res.end(fs.readFileSync('b.txt', 'utf8') + error.code);
});

ask(app, ['GET /file/c.txt', 'GET /file/x', 'GET /twice', 'GET /']);
