// What clients of http look like; every function is called with the server's address and the name of what it is to do.
const http = require('http');
const { URL } = require('url');

exports.text = (base, name) => new Promise((resolve, reject) => {
  http.get(`${base}/${name}`, (res) => {
    let body = '';
    res.setEncoding('utf8');
    res.on('data', (chunk) => { body += chunk; });
    res.on('end', () => resolve({ status: res.statusCode, message: res.statusMessage, body }));
  }).on('error', reject);
});

exports.withErrorOfBody = function (base, name) {
  return new Promise((resolve, reject) => {
    http.get(new URL(`/${name}?q=${encodeURIComponent('a b')}`, base), function (res) {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', function () {
        resolve(Buffer.concat(chunks));
      });
    }).on('error', reject);
  });
};

exports.latin = (base, name) => new Promise((resolve, reject) => {
  const req = http.request(base + '/' + name + '?x=1', { method: 'POST', auth: 'me:secret' }, (res) => {
    res.setEncoding('latin1');
    let body = '';
    res.on('data', (chunk) => (body += chunk)).on('end', () => resolve(body));
    res.on('error', (error) => reject(error));
  });
  req.on('error', (error) => {
    reject(error);
  });
  req.end();
});

exports.json = (base, name) => new Promise((resolve, reject) => {
  http.get(base + '/' + name, { headers: { Accept: 'application/json', 'User-Agent': 'fixture', 'X-Number': 5 } }, (res) => {
    const { statusCode, headers } = res;
    if (statusCode < 200 || statusCode > 299) {
      res.resume();
      return reject(new Error(`status ${statusCode} ${headers.location}`));
    }
    const parts = [];
    res.on('data', (chunk) => { parts.push(chunk); });
    res.on('error', reject);
    res.on('end', () => {
      const text = Buffer.concat(parts).toString();
      try {
        resolve({ json: JSON.parse(text), type: headers['content-type'], cookies: res.headers['set-cookie'], two: res.headers['x-two'], absent: res.headers['x-absent'] });
      } catch (error) {
        reject(new Error(`${error.name}: ${text}`));
      }
    });
  }).on('error', reject);
});

exports.post = (base, name) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(base);
  const payload = JSON.stringify({ text: 'größer', name });
  const options = {
    hostname,
    port,
    path: `/${name}`,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) },
  };
  const req = http.request(options, (res) => {
    let body = '';
    res.on('data', (chunk) => { body += chunk.toString(); });
    res.on('end', () => {
      if (res.statusCode === 404) resolve(null);
      else resolve(body);
    });
    res.on('error', reject);
  });
  req.on('error', reject);
  req.write(payload);
  req.end();
});

exports.put = (base, name) => new Promise((resolve, reject) => {
  const { host } = new URL(base);
  const [hostname, port] = host.split(':');
  http.request({ host: hostname, port: Number(port), path: '/' + name, method: 'put', headers: { Connection: 'close', 'If-None-Match': '"x"', Cookie: 'c=1' } }, (res) => {
    res.resume();
    res.on('end', resolve);
    res.on('error', reject);
  }).on('error', reject).end(Buffer.from([0xe4, 0x62]));
});

exports.recovered = (base, name) => new Promise((resolve) => {
  http.get(`${base}/${name}`, (res) => {
    const { statusCode } = res;
    let data = '';
    res.on('data', (chunk) => { data = data + chunk; });
    res.on('end', () => {
      data = data.trim();
      resolve([statusCode, data]);
    });
  }).on('error', (error) => {
    resolve({ failed: error.code, message: error.message.replace(/Expected HTTP\/.*/, '') });
  });
});

exports.withoutListener = (base, name) => new Promise((resolve, reject) => {
  http.get(`${base}/${name}`, (res) => {
    let body = '';
    res.on('data', (chunk) => { body += chunk; });
    res.on('end', () => {
      if (res.statusCode !== 200) {
        reject(res.statusCode);
        return;
      }
      resolve([body, body.length]);
    });
  });
});

exports.nobody = (base, name) => new Promise((resolve, reject) => {
  http.request(`${base}/${name}`, { method: 'HEAD' }, (res) => {
    if (res.statusCode > 299) return reject(new Error('status'));
    res.on('data', () => {});
    res.on('end', () => resolve(res.headers['content-length']));
  }).on('error', reject).end();
});

exports.written = (base, name) => new Promise((resolve, reject) => {
  const body = name === 'echo' ? 'text' : '';
  const req = http.request(`${base}/${name}`, { method: 'PATCH' });
  req.on('response', (res) => {
    const all = [];
    res.on('data', (chunk) => all.push(chunk.toString('utf8')));
    res.on('error', reject);
    res.on('end', () => resolve(all.join('')));
  });
  req.once('error', reject);
  if (body) req.write(body);
  req.end();
});
