// packages:
// A listener of requests: what it throws nobody catches, and the process ends.
const fs = require('fs');
const http = require('http');
const ask = require('ask');

const server = http.createServer((req, res) => {
  const [, name] = req.url.split('/');
  if (name === 'stop') throw new Error(fs.readFileSync('b.txt', 'utf8'));
  res.end(fs.readFileSync(`${name}.txt`));
});

process.on('exit', (code) => console.log('exit', code));
ask(server, ['GET /a', 'GET /c', 'GET /stop', 'GET /a']);
