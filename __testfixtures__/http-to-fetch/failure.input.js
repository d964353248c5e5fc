// A listener to errors that does something of its own.
const http = require('http');

const server = http.createServer((req, res) => {
  let sent = '';
  req.on('data', (part) => { sent += part; });
  req.on('end', () => {
    res.statusCode = req.url.startsWith('/missing') ? 404 : 200;
    res.setHeader('x-method', req.method);
    res.end(JSON.stringify({ url: req.url, sent }));
  });
});

const alive = (base) => new Promise((resolve) => {
  http.get(`${base}/alive`, (res) => {
    const { statusCode } = res;
    res.resume();
    res.on('end', () => resolve(statusCode === 200));
  }).on('error', (error) => {
    console.log(error.code, error.syscall);
    resolve(false);
  });
});

const wrapped = (base) => new Promise((resolve, reject) => {
  http.get(`${base}/wrapped`, (res) => {
    const chunks = [];
    res.on('data', (chunk) => chunks.push(chunk));
    res.on('end', () => {
      const { url } = JSON.parse(Buffer.concat(chunks));
      resolve(url);
    });
  }).on('error', () => {
    reject(new Error('unreachable'));
    return;
  });
});

server.listen(0, async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  console.log(await alive(base), await wrapped(base));
  server.close();
  server.closeAllConnections();
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(await alive(base), await wrapped(base).catch(({ message }) => message));
});
