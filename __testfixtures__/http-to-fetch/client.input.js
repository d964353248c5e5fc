// request with its callback in promise executors: errors that pass, that are dealt with, that stay a variable.
const http = require('http');
const request = require('request');

const server = http.createServer((req, res) => {
  let sent = '';
  req.on('data', (part) => { sent += part; });
  req.on('end', () => {
    res.statusCode = req.url.startsWith('/missing') ? 404 : 200;
    res.setHeader('x-type', String(req.headers['content-type']));
    res.end(JSON.stringify({ method: req.method, url: req.url, sent }));
  });
});

class Api {
  constructor(base) {
    this.base = base;
  }

  /** Asks for something. */
  load(name) {
    return new Promise((resolve, reject) => {
      // the query first
      const qs = { name, list: [1, 2] };
      request({ url: `${this.base}/load`, qs, json: true }, (error, response, body) => {
        if (error) {
          return reject(error);
        }
        // 404 is an answer
        if (response.statusCode === 404) return resolve(null);
        return resolve(body.url);
      });
    });
  }

  save(name, data) {
    return new Promise((resolve, reject) => {
      request.post(`${this.base}/${name}`, { form: data }, function (err, res, body) {
        if (err) {
          reject(new Error('not saved: ' + err.code));
          return;
        }
        const { statusCode } = res;
        resolve([statusCode, res.headers['x-type'], JSON.parse(body).sent]);
      });
    });
  }
}

const status = (url) => new Promise((resolve) => request.head(url, (err, res) => resolve(err ? err.code : res.statusCode)));

const text = (url) => {
  console.log('asking');
  return new Promise((resolve, reject) => {
    request(url, (err, res, text) => {
      if (err) reject(err);
      resolve(text);
    });
  });
};

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const api = new Api(base);
  console.log(await api.load('a b'), await api.save('saved', { a: 'ü', b: [true] }), await api.save('missing', {}));
  console.log(await status(`${base}/missing`), await text(base));
  server.close();
  server.closeAllConnections();
  const gone = http.createServer().listen(0, '127.0.0.1', async () => {
    const none = new Api(`http://127.0.0.1:${gone.address().port}`);
    await new Promise((resolve) => gone.close(resolve));
    console.log(await Promise.all([none.load('x'), none.save('y', { a: 1 }), status(none.base), text(none.base)].map((promise) => promise.catch(({ message }) => message.replace(/:\d+$/, '')))));
  });
});
