// packages: express=express4
// expect: handler-shared
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const show = (req, res) => { res.send(fs.readFileSync(req.query.file, 'utf8')); };
app.get('/', show);
process.on('exit', () => show({ query: { file: 'b.txt' } }, { send: (text) => console.log(text) }));

ask(app, ['GET /?file=a.txt', 'GET /?file=x']);
