// More than the promise in the function: an async function of its own, which begins when the promise was made.
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

class Client {
  constructor(base) {
    this.base = base;
  }

  load(id) {
    if (!id) throw new TypeError('no id');
    console.log('loading', id);
    return new Promise((resolve, reject) => {
      http.get(this.base + '/' + id, (res) => {
        let data = '';
        res.on('data', (chunk) => { data += chunk; });
        res.on('end', () => {
          let parsed;
          try {
            parsed = JSON.parse(data);
          } catch (err) {
            reject(err);
            return;
          }
          resolve(parsed);
        });
      }).on('error', reject);
    }).then(({ url }) => `${url} of ${id}`);
  }
}

server.listen(0, async () => {
  const client = new Client(`http://localhost:${server.address().port}`);
  try {
    client.load();
  } catch (error) {
    console.log(error.message);
  }
  const asked = client.load('a');
  console.log('asked');
  console.log(await asked);
  server.close();
});
