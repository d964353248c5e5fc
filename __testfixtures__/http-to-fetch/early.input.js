// What settles the promise before the body is there leaves; a redirect is followed by hand.
const http = require('http');

const server = http.createServer((req, res) => {
  if (req.url === '/moved') res.writeHead(302, { Location: `http://localhost:${server.address().port}/here` });
  if (req.url === '/bad') res.statusCode = 500;
  res.end(`at ${req.url}`);
});

function follow(url, rest = 3) {
  return new Promise((resolve, reject) => {
    if (!url.startsWith('http:')) return reject(new Error('only http'));
    http.get(url, (res) => {
      if (res.statusCode === 302 && rest > 0) {
        res.resume();
        resolve(follow(res.headers.location, rest - 1));
        return;
      } else if (res.statusCode !== 200) {
        reject(new Error(`${res.statusCode} ${res.statusMessage}`));
        // consumed, to free memory
        res.resume();
        return;
      }
      let body = '';
      res.on('data', (chunk) => { body += chunk; });
      res.on('end', () => { resolve(body); });
    }).on('error', reject);
  });
}

server.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  console.log(await follow(`${base}/moved`), await Promise.allSettled([follow(`${base}/bad`), follow('ftp://x')]).then((all) => all.map(({ reason }) => reason.message)));
  server.close();
});
