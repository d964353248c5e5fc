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

const alive = async (base) => {
  let res;
  try {
    res = await httpFetch('http:', `${base}/alive`);
    await res.buffer();
  } catch (error) {
    console.log(error.code, error.syscall);
    return false;
  }
  const { statusCode } = res;
  return statusCode === 200;
};

const wrapped = async (base) => {
  let res;
  let content;
  try {
    res = await httpFetch('http:', `${base}/wrapped`);
    content = await res.buffer();
  } catch {
    throw new Error('unreachable');
  }
  const { url } = JSON.parse(content);
  return url;
};

server.listen(0, async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  console.log(await alive(base), await wrapped(base));
  server.close();
  server.closeAllConnections();
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(await alive(base), await wrapped(base).catch(({ message }) => message));
});

// Sends what http.request(input, options) would send, by fetch: no redirect is followed, no other encoding is asked for, errors are those of the socket.
async function httpFetch(protocol, input, options = {}) {
  const given = typeof input === 'string' || input instanceof globalThis.URL ? new globalThis.URL(input) : undefined;
  const auth = given && (given.username || given.password) ? [given.username, given.password].map(decodeURIComponent).join(':') : undefined;
  const parts = given ? { protocol: given.protocol, hostname: given.hostname, port: given.port, path: given.pathname + given.search, auth } : input;
  const { body, ...target } = { ...parts, ...options };
  const odd = Object.keys(target).find((key) => target[key] !== undefined && !/^(protocol|host|hostname|port|path|method|headers|auth|href|hash|search|query|pathname|slashes)$/.test(key));
  if (odd !== undefined) throw new TypeError(`fetch has no option "${odd}"`);
  if ((target.protocol || protocol) !== protocol) {
    throw Object.assign(new TypeError(`Protocol "${target.protocol}" not supported. Expected "${protocol}"`), { code: 'ERR_INVALID_PROTOCOL' });
  }
  const host = target.hostname || target.host || 'localhost';
  const url = new globalThis.URL(protocol + '//' + (host.includes(':') && !host.startsWith('[') ? '[' + host + ']' : host));
  url.port = target.port || '';
  const path = target.path || '/';
  if (!path.startsWith('/')) throw new TypeError(`The path of a request begins with a slash: "${path}"`);
  const [, pathname, search] = /^([^?]*)([^]*)$/.exec(path);
  url.pathname = pathname;
  url.search = search;
  const headers = new globalThis.Headers();
  for (const [name, value] of Object.entries(target.headers || {})) {
    if (value === undefined) throw Object.assign(new TypeError(`Invalid value "undefined" for header "${name}"`), { code: 'ERR_HTTP_INVALID_HEADER_VALUE' });
    // fetch counts the bytes of a body itself
    if (name.toLowerCase() !== 'content-length') headers.set(name, value);
  }
  if (target.auth && !headers.has('authorization')) headers.set('authorization', 'Basic ' + Buffer.from(target.auth).toString('base64'));
  headers.set('accept-encoding', 'identity');
  const method = (target.method || 'GET').toUpperCase();
  const response = await globalThis.fetch(url, { method, headers, redirect: 'manual', body: body === undefined ? null : Buffer.from(body) }).catch((error) => Promise.reject(socketError(error, 'socket hang up')));
  const buffer = () => response.arrayBuffer().then((bytes) => Buffer.from(bytes), (error) => Promise.reject(socketError(error, 'aborted')));
  const cookies = response.headers.getSetCookie();
  return {
    statusCode: response.status,
    statusMessage: response.statusText,
    headers: { ...Object.fromEntries(response.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    buffer,
    text: async (encoding) => (await buffer()).toString(encoding),
    resume: () => void buffer().catch(() => {}),
  };
}

// What http would say of an error of fetch: that of the socket, which is its cause.
function socketError(error, closed) {
  const { code, message } = error.cause || error;
  const coded = (text, own) => Object.assign(new Error(text), own);
  if (code === 'UND_ERR_SOCKET') return coded(closed, { code: 'ECONNRESET' });
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return coded('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return coded('Parse Error: Header overflow', { code: 'HPE_HEADER_OVERFLOW' });
  if (!/^HPE_/.test(code)) return error.cause || error;
  const [, words = message] = /\((.+)\)$/.exec(message) || [];
  return coded('Parse Error: ' + words, { code });
}
