// packages:
// expect: handler-rescued
const fs = require('fs');
const http = require('http');
const ask = require('ask');

const server = http.createServer((req, res) => { res.setHeader('x-size', fs.statSync('a.txt').size); });
server.on('request', (req, res) => res.end(String(res.getHeader('x-size'))));

ask(server, ['GET /']);
