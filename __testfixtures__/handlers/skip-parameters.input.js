// packages: express=express4
// expect: handler-parameters
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.get('/rest', (...given) => { given[1].send(fs.readFileSync('a.txt', 'utf8')); });
app.get('/other', (req, res, next) => {
  next = () => res.send('else');
  if (fs.existsSync('none')) next();
  else res.send(fs.readFileSync('a.txt', 'utf8'));
});
function taken(req, res, next) {
  var next = function () {};
  res.send(fs.readFileSync('b.txt', 'utf8'));
  next();
}
app.get('/taken', taken);

ask(app, ['GET /rest', 'GET /other', 'GET /taken']);
