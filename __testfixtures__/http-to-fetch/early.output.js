// What settles the promise before the body is there leaves; a redirect is followed by hand.
const http = require('http');

const server = http.createServer((req, res) => {
  if (req.url === '/moved') res.writeHead(302, { Location: `http://localhost:${server.address().port}/here` });
  if (req.url === '/bad') res.statusCode = 500;
  res.end(`at ${req.url}`);
});

function follow(url, rest = 3) {
  return (async () => {
    if (!url.startsWith('http:')) throw new Error('only http');
    const res = await httpFetch('http:', url);
    if (res.statusCode === 302 && rest > 0) {
      res.resume();
      return follow(res.headers.location, rest - 1);
    } else if (res.statusCode !== 200) {
      // consumed, to free memory
      res.resume();
      throw new Error(`${res.statusCode} ${res.statusMessage}`);
    }
    const body = await res.text();
    return body;
  })();
}

server.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  console.log(await follow(`${base}/moved`), await Promise.allSettled([follow(`${base}/bad`), follow('ftp://x')]).then((all) => all.map(({ reason }) => reason.message)));
  server.close();
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
