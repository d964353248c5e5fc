// packages: express=express4
// expect: handler-effects
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const load = () => (fs.existsSync('store.json') ? JSON.parse(fs.readFileSync('store.json', 'utf8')) : []);
app.post('/items/:name', (req, res) => {
  const items = [...load(), req.params.name];
  fs.writeFileSync('store.json', JSON.stringify(items));
  res.json(items);
});
app.get('/items', (req, res) => res.json(load()));

ask(app, ['POST /items/a', 'POST /items/b', 'GET /items']);
