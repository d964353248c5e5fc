// request with its callback in promise executors: errors that pass, that are dealt with, that stay a variable.
const http = require('http');

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
  async load(name) {
    // the query first
    const qs = { name, list: [1, 2] };
    const response = await requestFetch('GET', { url: `${this.base}/load`, qs, json: true });
    const { body } = response;
    // 404 is an answer
    if (response.statusCode === 404) return null;
    return body.url;
  }

  async save(name, data) {
    let res;
    let body;
    try {
      res = await requestFetch('POST', `${this.base}/${name}`, { form: data });
      body = res.body;
    } catch (err) {
      throw new Error('not saved: ' + err.code);
    }
    const { statusCode } = res;
    return [statusCode, res.headers['x-type'], JSON.parse(body).sent];
  }
}

const status = async (url) => {
  let err = null;
  let res;
  try {
    res = await requestFetch('HEAD', url);
  } catch (error2) {
    err = error2;
  }
  return err ? err.code : res.statusCode;
};

const text = (url) => {
  console.log('asking');
  return (async () => {
    const { body: text } = await requestFetch('GET', url);
    return text;
  })();
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

// Sends what the package request would send, by fetch, and gives its response with the body: the status decides nothing, redirects are followed as it does, errors are those of the socket.
async function requestFetch(verb, uri, given) {
  const options = given && typeof given === 'object' ? { ...given, uri } : typeof uri === 'string' ? { uri } : { ...uri };
  const odd = Object.keys(options).find((key) => options[key] !== undefined && !/^(uri|url|method|headers|auth|body|json|form|qs|encoding|maxRedirects|gzip|followRedirect|followAllRedirects|proxy|jar|time|strictSSL|rejectUnauthorized|forever)$/.test(key));
  if (odd !== undefined) throw new TypeError('fetch has no option ' + odd);
  const { followRedirect = true, followAllRedirects, maxRedirects = 10 } = options;
  let method = verb || options.method || 'GET';
  let { url, headers, body } = requestParts(options);
  for (let hops = 0; ; hops++) {
    if (options.proxy === undefined) refuseProxy(url);
    const target = new globalThis.URL(url);
    if ((url.username || url.password) && !headers.has('authorization')) {
      headers.set('authorization', 'Basic ' + Buffer.from(decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password)).toString('base64'));
    }
    target.username = target.password = '';
    const sent = globalThis.fetch(target, { method: method.toUpperCase(), headers, redirect: 'manual', body: body ? Buffer.from(body) : null });
    const response = await sent.catch((error) => Promise.reject(socketError(error, 'socket hang up')));
    const location = response.headers.get('location');
    const isFollowed = followAllRedirects || (followRedirect && !/^(PATCH|PUT|POST|DELETE)$/.test(method));
    if (!location || !isFollowed || response.status < 300 || response.status > 399) return requestAnswer(response, options);
    void response.arrayBuffer().catch(() => {});
    if (hops >= maxRedirects) throw new Error('Exceeded maxRedirects. Probably stuck in a redirect loop ' + url.href);
    const next = requestUrl(new globalThis.URL(location, url).href);
    if (followAllRedirects && method !== 'HEAD' && response.status !== 307) method = 'GET';
    if (response.status !== 307) {
      body = undefined;
      headers.delete('content-type');
      if (next.hostname !== url.hostname) headers.delete('authorization');
    }
    headers.set('referer', url.href);
    url = next;
  }
}

// What the package request makes of its options: the URL, the headers and the body that go out.
function requestParts(options) {
  const { auth, json, form } = options;
  let url = requestUrl(options.uri || options.url);
  let { body } = options;
  const headers = new globalThis.Headers();
  for (const [name, value] of Object.entries(options.headers || {})) if (value !== undefined) headers.set(name, value);
  const isForm = () => /^application\/x-www-form-urlencoded\b/.test(headers.get('content-type') || '');
  const escaped = (text) => text.replace(/[!\x27()*]/g, (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase());
  if (form) {
    if (!isForm()) headers.set('content-type', 'application/x-www-form-urlencoded');
    body = typeof form === 'string' ? escaped(form) : queryText(form);
  }
  if (options.qs) {
    const own = [...url.searchParams.keys()];
    // request would read it with qs, and write it anew
    if (own.some((key, index) => /[[\]]/.test(key) || own.indexOf(key) !== index)) throw new TypeError('The query of ' + url.href + ' cannot be joined with qs');
    const query = queryText({ ...Object.fromEntries(url.searchParams), ...options.qs });
    if (query !== '') url = requestUrl(url.href.split('?')[0] + '?' + query);
  }
  if (auth) {
    const { user = auth.username, pass = auth.password, bearer } = auth;
    if (bearer === undefined && user === undefined) throw new Error('no auth mechanism defined');
    if (bearer === undefined && (typeof user !== 'string' || (pass !== undefined && typeof pass !== 'string'))) throw new Error('auth() received invalid user or password');
    const token = typeof bearer === 'function' ? bearer() : bearer || '';
    headers.set('authorization', bearer === undefined ? 'Basic ' + Buffer.from(user + ':' + (pass || '')).toString('base64') : 'Bearer ' + token);
  }
  if (json) {
    if (!headers.has('accept')) headers.set('accept', 'application/json');
    const isSent = json !== true || body !== undefined;
    if (isSent) body = json === true && isForm() ? escaped(body) : JSON.stringify(json === true ? body : json);
    if (isSent && !headers.has('content-type')) headers.set('content-type', 'application/json');
  }
  if (body && typeof body !== 'string' && !(body instanceof Uint8Array)) throw new TypeError('The body is neither text nor a Buffer');
  // fetch counts the bytes of a body itself
  headers.delete('content-length');
  headers.set('accept-encoding', options.gzip ? 'gzip, deflate' : 'identity');
  return { url, headers, body };
}

// The text of a query as the package qs writes it: a[0]=x&b[c]=y, with everything but letters, digits and -._~ encoded.
function queryText(values) {
  const encoded = (text) => encodeURIComponent(text).replace(/[!\x27()*]/g, (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase());
  const pairs = (key, value) => {
    if (value === undefined) return [];
    if (value instanceof Date) return [encoded(key) + '=' + encoded(value.toISOString())];
    if (value === null || typeof value !== 'object') return typeof value === 'function' ? [] : [encoded(key) + '=' + (value === null ? '' : encoded(String(value)))];
    return Object.keys(value).flatMap((each) => pairs(key + '[' + each + ']', value[each]));
  };
  return Object.keys(values).flatMap((key) => pairs(key, values[key])).join('&');
}

// The URL that an address is, or the error of the package request.
function requestUrl(address) {
  if (!address) throw new Error('options.uri is a required argument');
  const text = address.href || address;
  let url;
  try {
    url = new globalThis.URL(text);
  } catch (error) {
    url = undefined;
  }
  if (!url || !url.host) throw new Error('Invalid URI \x22' + text + '\x22');
  if (!/^https?:$/.test(url.protocol) || url.hostname === 'unix') throw new Error('Invalid protocol: ' + url.protocol);
  return url;
}

// The package request goes through the proxy that the environment names; fetch does so only where Node was told to.
function refuseProxy({ protocol, hostname, port }) {
  const { env } = process;
  const proxy = (protocol === 'https:' && (env.HTTPS_PROXY || env.https_proxy)) || env.HTTP_PROXY || env.http_proxy;
  const zones = (env.NO_PROXY || env.no_proxy || '').split(',').map((zone) => zone.trim().toLowerCase().split(':'));
  const isOutside = ([name, of]) => ('.' + hostname).endsWith(name.replace(/^\.*/, '.')) && (of === undefined || of === (port || (protocol === 'https:' ? '443' : '80')));
  const isOff = env.NODE_USE_ENV_PROXY || /^\*$/.test(env.NO_PROXY || env.no_proxy || '') || zones.some(isOutside);
  if (proxy && !isOff) throw new Error('fetch would not use the proxy ' + proxy + ' of the environment: set NODE_USE_ENV_PROXY=1 for a Node that knows it');
}

// The response of the package request with its body, out of that of fetch.
async function requestAnswer(response, { encoding, json }) {
  const bytes = await response.arrayBuffer().then((read) => Buffer.from(read), (error) => Promise.reject(socketError(error, 'aborted')));
  let body = bytes.length === 0 ? undefined : encoding === null ? bytes : bytes.toString(encoding);
  if (encoding === 'utf8' && body) body = body.replace(/^\ufeff/, '');
  try {
    if (json) body = JSON.parse(body);
  } catch (error) {
    // it stays as it came
  }
  if (body === undefined && !json) body = encoding === null ? bytes : '';
  const cookies = response.headers.getSetCookie();
  const headers = { ...Object.fromEntries(response.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) };
  return { statusCode: response.status, statusMessage: response.statusText, headers, body };
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
