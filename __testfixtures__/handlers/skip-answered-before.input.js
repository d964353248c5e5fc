// packages: express=express4
// expect: handler-order
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const seen = [];
app.get('/', (req, res) => {
  res.send('taken');
  console.log('work', fs.readFileSync('a.txt', 'utf8').length);
});
app.get('/first', (req, res, next) => {
  next();
  fs.readFileSync('a.txt');
}, (req, res) => res.send('second'));
app.get('/through', (req, res) => {
  answer(res);
  fs.readFileSync('a.txt');
});
function answer(response) {
  response.status(200).json(seen);
}
app.get('/parts', (req, res) => {
  for (const name of ['a', 'b']) res.write(fs.readFileSync(name + '.txt'));
  res.end();
});

ask(app, ['GET /', 'GET /first', 'GET /through', 'GET /parts']);
