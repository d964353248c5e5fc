// packages:
// expect: handler-rescued
const fs = require('fs');
const http = require('http');
const ask = require('ask');

process.on('uncaughtException', (error, origin) => console.log(origin, error.code));
const server = http.createServer((req, res) => res.end(fs.readFileSync(req.url.slice(1))));

ask(server, ['GET /a.txt', 'GET /x']);
