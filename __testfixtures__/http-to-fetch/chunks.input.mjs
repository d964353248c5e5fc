// Chunks that are joined, in place or where they are used; the imports go as far as nothing else needs them.
import http, { get } from 'node:http';

export const server = http.createServer((req, res) => {
  let sent = '';
  req.on('data', (part) => { sent += part; });
  req.on('end', () => {
    res.statusCode = req.url.startsWith('/missing') ? 404 : 200;
    res.setHeader('x-method', req.method);
    res.end(JSON.stringify({ url: req.url, sent }));
  });
});

const bytes = (base) => new Promise((resolve, reject) => {
  get(base + '/bytes', (res) => {
    const chunks = [];
    res.on('data', (chunk) => chunks.push(chunk));
    res.on('error', reject);
    res.on('end', () => {
      if (res.statusCode !== 200) return reject(new Error('no'));
      resolve([Buffer.concat(chunks).length, Buffer.concat(chunks).toString('hex').slice(0, 8)]);
    });
  }).on('error', reject);
});

const text = async (base) => {
  const path = '/text';
  return new Promise((resolve, reject) => {
    get(base + path, (res) => {
      const parts = [];
      res.on('data', (part) => { parts.push(part); });
      res.on('end', () => {
        const all = Buffer.concat(parts).toString();
        resolve(all);
      });
    }).on('error', (error) => reject(error));
  });
};

server.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  console.log(await bytes(base), await text(base));
  server.close();
});
