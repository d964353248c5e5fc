// What uses of the package request look like; every function is called with the server's address and the name of what it is to do.
const request = require('request');
const { post } = require('request');

exports.text = (base, name) => new Promise((resolve, reject) => {
  request(`${base}/${name}`, (err, res, body) => {
    if (err) return reject(err);
    resolve({ status: res.statusCode, message: res.statusMessage, type: res.headers['content-type'], cookies: res.headers['set-cookie'], body });
  });
});

exports.json = function (base, name) {
  return new Promise(function (resolve, reject) {
    request.get({ url: base + '/' + name, json: true, headers: { 'X-Number': 5, Accept: undefined } }, function (error, response, body) {
      if (error) {
        reject(error);
      } else if (response.statusCode !== 200) {
        reject(new Error('status ' + response.statusCode + ' ' + response.headers.location));
      } else {
        resolve([typeof body, body]);
      }
    });
  });
};

exports.bytes = (base, name) => new Promise((resolve, reject) => {
  request({ uri: `${base}/${name}`, encoding: null, qs: { a: [1, 'b c', null], d: { e: true }, f: undefined, g: "it's (a) *" } }, (err, _, data) => err ? reject(err) : resolve(data));
});

exports.post = async (base, name) => {
  const body = await new Promise((resolve, reject) => {
    request.post(`${base}/${name}`, { json: { text: 'größer', name } }, (err, res, body) => {
      if (err) reject(err);
      else resolve(body);
    });
  });
  return body;
};

exports.form = (base, name) => new Promise((resolve, reject) => {
  const options = { url: `${base}/${name}?x=1`, form: { a: 'b c', list: [1, 2], deep: { er: "it's" }, none: null, off: false }, auth: { user: 'me', pass: 'secret' } };
  options.headers = { Cookie: 'c=1' };
  post(options, (err, res, body) => {
    if (err) return reject(err);
    if (res.statusCode >= 400) return reject(new Error(`${res.statusCode}: ${body}`));
    return resolve(body);
  });
});

exports.formText = (base, name) => new Promise((resolve, reject) => {
  request({ method: 'put', uri: `${base}/${name}`, form: "a=it's", followAllRedirects: true }, (err, res, body) => {
    if (err) {
      return reject(new Error(`failed: ${err.code}`));
    }
    resolve([res.statusCode, body]);
  });
});

exports.raw = (base, name) => new Promise((resolve, reject) => {
  const payload = JSON.stringify({ name, text: 'ß' });
  request({ method: 'PATCH', uri: `${base}/${name}`, body: payload, headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }, gzip: true }, (err, res, body) => {
    if (!err && res.statusCode === 200) {
      resolve(body);
    } else {
      reject(err || new Error('status ' + res.statusCode));
    }
  });
});

exports.removed = (base, name) => new Promise((resolve, reject) => {
  request.del(`${base}/${name}`, { auth: { bearer: 'token' }, headers: { 'If-None-Match': '"x"' }, qs: { at: new Date(0) } }, (err, response) => {
    if (err) return reject(err);
    resolve(response.statusCode);
  });
});

exports.headOnly = (base, name) => new Promise((resolve, reject) => {
  request.head({ url: `${base}/${name}`, followRedirect: false }, (err, response) => {
    if (err) return reject(err);
    const { statusCode, headers } = response;
    resolve([statusCode, headers['content-length'], response.body]);
  });
});

exports.zipped = (base, name) => new Promise((resolve, reject) => {
  request({ url: `${base}/${name}`, gzip: true, encoding: 'utf8', jar: false, strictSSL: true }, (err, res, body) => {
    if (err) return reject(err);
    resolve([res.headers['content-encoding'], body]);
  });
});

exports.latin = (base, name) => new Promise((resolve, reject) => {
  request({ url: base.replace('//', '//me:sec%20ret@') + '/' + name, encoding: 'latin1', followRedirect: false }, (err, res, body) => {
    if (err) reject(err);
    resolve(body);
  });
});

exports.ignored = (base, name) => new Promise((resolve) => {
  request(base + '/' + name, (err, response, body) => {
    resolve({ failed: err ? err.code : null, status: response && response.statusCode, body });
  });
});

exports.nothing = (base, name) => new Promise((resolve, reject) => {
  request.put(`${base}/${name}`, (err) => {
    if (err) return reject(err);
    resolve();
  });
});

exports.parsed = (base, name) => new Promise((resolve, reject) => {
  request({ url: `${base}/${name}`, json: true, body: [name, { a: null }], method: 'POST', maxRedirects: 2, followAllRedirects: true }, (err, res, body) => {
    if (err) {
      reject(err);
      return;
    }
    body = body || 'none';
    resolve(body);
  });
});

exports.invalid = (base, name) => new Promise((resolve, reject) => {
  const url = name === 'success' ? 'no-url' : name === 'empty' ? 'ftp://' + base.slice(7) : base.slice(5) + '/' + name;
  request(url, (err, res, body) => {
    if (err) return reject(err);
    resolve(body);
  });
});

exports.direct = (base, name) => new Promise((resolve, reject) => {
  request({ uri: `${base}/${name}`, json: true, proxy: null }, (err, res, body) => {
    if (err) return reject(err);
    resolve([res.statusMessage, body]);
  });
});

exports.computed = (base, name) => new Promise((resolve, reject) => {
  const method = name.length % 2 === 0 ? 'delete' : 'Get';
  request({ url: `${base}/${name}`, method }, (err, res) => (err ? reject(err) : resolve(res.statusCode)));
});

exports.computedAll = (base, name) => new Promise((resolve, reject) => {
  request({ url: `${base}/${name}`, method: name.length % 2 === 0 ? 'DELETE' : undefined, followAllRedirects: true }, (err, res) => (err ? reject(err) : resolve(res.statusCode)));
});

exports.fewHops = (base, name) => new Promise((resolve, reject) => {
  request.get(`${base}/${name}`, { maxRedirects: 3 }, (err, res, body) => {
    if (err) return reject(err);
    resolve(body);
  });
});

exports.told = (base, name) => new Promise((resolve, reject) => {
  request.get({ url: `${base}/${name}`, headers: { 'Content-Type': 'text/plain', Authorization: 'Basic eDp5' } }, (err, res, body) => {
    if (err) return reject(err);
    resolve([res.headers['content-type'], body]);
  });
});

exports.known = (base, name) => new Promise((resolve, reject) => {
  request({ url: `${base}/${name}`, auth: { username: 'me', password: 'secret' }, encoding: 'utf8', json: true }, (err, res, body) => (err ? reject(err) : resolve([typeof body, body])));
});

exports.formJson = (base, name) => new Promise((resolve, reject) => {
  request.post({ url: `${base}/${name}`, form: { a: "it's" }, json: true }, (err, res, body) => {
    if (err) return reject(err);
    resolve(body);
  });
});

exports.maybe = (base, name) => new Promise((resolve, reject) => {
  const payload = name.length % 2 === 0 ? true : { name };
  const options = { url: `${base}/${name}`, json: payload };
  options.maxRedirects = 1;
  request.put(options, (err, res, body) => {
    if (err) return reject(err);
    resolve([res.statusCode, body]);
  });
});

exports.all = (base, name) => new Promise((resolve, reject) => {
  request.post({ url: `${base}/${name}`, body: String(name), followAllRedirects: true, followRedirect: false }, (err, res, body) => {
    if (err) return reject(err);
    resolve([res.statusCode, body]);
  });
});

exports.credentials = (base, name) => new Promise((resolve, reject) => {
  request(base.replace('//', '//me:sec%20ret@') + '/' + name, (err, res, body) => (err ? reject(err) : resolve(body)));
});

exports.two = (base, name) => new Promise((resolve, reject) => {
  request(`${base}/${name}`, (err, res, body) => {
    if (err) return reject(err);
    resolve(body);
  });
}).then((first) => new Promise((resolve, reject) => {
  request({ uri: `${base}/${name}`, encoding: null }, (err, res, body) => {
    if (err) return reject(err);
    resolve([first, body.length]);
  });
}));

exports.small = (base, name) => new Promise((resolve, reject) => {
  request({ method: 'post', url: `${base}/${name}`, body: 'text', headers: { 'Content-Type': 'text/plain' } }, (err, res, body) => (err ? reject(err) : resolve([res.statusCode, body])));
});

exports.smallPatch = (base, name) => new Promise((resolve, reject) => {
  request({ method: 'patch', url: `${base}/${name}`, json: { name } }, (err, res, body) => (err ? reject(err) : resolve([res.statusCode, body])));
});

exports.named = (base, name) => {
  const load = (url) => new Promise((resolve, reject) => {
    request(url, (err, res, body) => (err ? reject(err) : resolve(body)));
  });
  return load({ uri: `${base}/${name}`, json: true, qs: { a: 1 } });
};
