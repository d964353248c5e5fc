// All that a function does is to make the promise: it becomes async.
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

/** @param {string} place */
function load(place) {
  return new Promise((resolve, reject) => {
    http.get(place, (res) => {
      // what comes
      let body = '';
      res.setEncoding('utf8');
      res.on('data', (chunk) => { body += chunk; }); // piece by piece
      res.on('end', () => {
        // all is there

        resolve({ status: res.statusCode, ...JSON.parse(body) });
      });
    }).on('error', reject);
  });
}

server.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  console.log(await load(`${base}/a`), await load(`${base}/missing`));
  server.close();
});
