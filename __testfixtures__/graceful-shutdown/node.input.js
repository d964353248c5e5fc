const http = require('http');
const net = require('net');

const timer = setInterval(() => {}, 5);

const server = http.createServer((req, res) => res.end('hello'));

const echo = net.createServer((socket) => socket.pipe(socket)).listen(0).on('close', () => console.log('echo closed'));

function start(done) {
  return server.listen(0, '127.0.0.1', done);
}

const same = start(async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}`);
  console.log(await response.text(), same === server);
  clearInterval(timer);
  echo.close();
  server.close();
  server.closeAllConnections();
});
