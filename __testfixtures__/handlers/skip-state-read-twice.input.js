// packages: express=express4
// expect: handler-state
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const users = new Map([['1', { name: 'Ann' }]]);
app.delete('/users/:id', (req, res) => {
  users.delete(req.params.id);
  res.send('gone');
});
app.get('/users/:id', (req, res) => {
  if (!users.has(req.params.id)) return res.status(404).send('none');
  const page = fs.readFileSync('a.txt', 'utf8');
  res.send(page + users.get(req.params.id).name);
});

ask(app, ['GET /users/1', 'DELETE /users/1', 'GET /users/1']);
