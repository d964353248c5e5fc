// packages: express=express4
// expect: foreign-callback
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
app.engine('txt', (file, options, callback) => callback(null, fs.readFileSync(file, 'utf8')));
app.set('views', __dirname);
app.set('trust proxy', () => fs.existsSync('a.txt'));
app.get('/', (req, res) => res.render('a.txt'));
app.get('/format', (req, res) => {
  res.format({ text: () => res.send(fs.readFileSync('b.txt', 'utf8')) });
});

ask(app, ['GET /', 'GET /format']);
