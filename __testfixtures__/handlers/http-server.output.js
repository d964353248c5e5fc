// packages:
// A listener of requests: what it throws nobody catches, and the process ends.
const fs = require('fs');
const http = require('http');
const ask = require('ask');

const server = http.createServer(async (req, res) => {
  try {
    const [, name] = req.url.split('/');
    if (name === 'stop') throw new Error(await fs.promises.readFile('b.txt', 'utf8'));
    res.end(await fs.promises.readFile(`${name}.txt`));
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
});

process.on('exit', (code) => console.log('exit', code));
ask(server, ['GET /a', 'GET /c', 'GET /stop', 'GET /a']);
