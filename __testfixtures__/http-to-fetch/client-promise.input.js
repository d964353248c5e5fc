// Packages that give a promise: their calls become calls of functions that give one.
const http = require('http');
const rp = require('request-promise-native');
const send = require('util').promisify(require('request'));

const server = http.createServer((req, res) => {
  res.statusCode = req.url.startsWith('/missing') ? 404 : 200;
  res.end(JSON.stringify({ method: req.method, url: req.url }));
});

const load = async (base) => {
  const { url } = await rp({ uri: `${base}/load`, qs: { a: 1 }, json: true });
  return url;
};

const missing = (base) => rp.post(`${base}/missing`, { json: true }).catch(({ name, statusCode, message, error }) => [name, statusCode, message, error]);

const status = async (base) => {
  const options = { url: `${base}/missing` };
  const response = await send(options);
  return response.statusCode;
};

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  console.log(await load(base), await missing(base), await status(base));
  server.close();
  server.closeAllConnections();
});
