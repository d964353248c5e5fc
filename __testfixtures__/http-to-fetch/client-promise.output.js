// Packages that give a promise: their calls become calls of functions that give one.
const http = require('http');
const send = require('util').promisify(require('request'));

const server = http.createServer((req, res) => {
  res.statusCode = req.url.startsWith('/missing') ? 404 : 200;
  res.end(JSON.stringify({ method: req.method, url: req.url }));
});

const load = async (base) => {
  const { url } = await requestPromise('GET', { uri: `${base}/load`, qs: { a: 1 }, json: true });
  return url;
};

const missing = (base) => requestPromise('POST', `${base}/missing`, { json: true }).catch(({ name, statusCode, message, error }) => [name, statusCode, message, error]);

const status = async (base) => {
  const options = { url: `${base}/missing` };
  const response = await requestFetch('GET', options);
  return response.statusCode;
};

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  console.log(await load(base), await missing(base), await status(base));
  server.close();
  server.closeAllConnections();
});

// As the package request-promise does: gives the body, or the whole response, and rejects where the status is none of success.
async function requestPromise(verb, uri, given) {
  const options = given && typeof given === 'object' ? { ...given, uri } : typeof uri === 'string' ? { uri } : { ...uri };
  const said = { ...options, simple: true, resolveWithFullResponse: false };
  const failed = (error) => Promise.reject(Object.assign(new Error(), { name: 'RequestError', message: String(error), cause: error, error, options: said, response: undefined }));
  const response = await requestFetch(verb, options).catch(failed);
  const { statusCode, body } = response;
  if (!/^2/.test(statusCode)) {
    throw Object.assign(new Error(), { name: 'StatusCodeError', statusCode, message: statusCode + ' - ' + JSON.stringify(body), error: body, options: said, response });
  }
  return body;
}

// Sends what the package request would send, by fetch, and gives its response with the body: the status decides nothing, redirects are followed as it does, errors are those of the socket.
async function requestFetch(method, options) {
  let { url, headers } = requestParts(options);
  for (let hops = 0; ; hops++) {
    refuseProxy(url);
    const target = new globalThis.URL(url);
    if ((url.username || url.password) && !headers.has('authorization')) {
      headers.set('authorization', 'Basic ' + Buffer.from(decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password)).toString('base64'));
    }
    target.username = target.password = '';
    const sent = globalThis.fetch(target, { method, headers, redirect: 'manual' });
    const response = await sent.catch((error) => Promise.reject(socketError(error, 'socket hang up')));
    const location = response.headers.get('location');
    const isFollowed = !/^(PATCH|PUT|POST|DELETE)$/.test(method);
    if (!location || !isFollowed || response.status < 300 || response.status > 399) return requestAnswer(response, options);
    void response.arrayBuffer().catch(() => {});
    if (hops >= 10) throw new Error('Exceeded maxRedirects. Probably stuck in a redirect loop ' + url.href);
    const next = requestUrl(new globalThis.URL(location, url).href);
    if (response.status !== 307 && next.hostname !== url.hostname) headers.delete('authorization');
    headers.set('referer', url.href);
    url = next;
  }
}

// What the package request makes of its options: the URL, the headers and the body that go out.
function requestParts(options) {
  let url = requestUrl(options.uri || options.url);
  const headers = new globalThis.Headers();
  if (options.qs) {
    const own = [...url.searchParams.keys()];
    // request would read it with qs, and write it anew
    if (own.some((key, index) => /[[\]]/.test(key) || own.indexOf(key) !== index)) throw new TypeError('The query of ' + url.href + ' cannot be joined with qs');
    const query = queryText({ ...Object.fromEntries(url.searchParams), ...options.qs });
    if (query !== '') url = requestUrl(url.href.split('?')[0] + '?' + query);
  }
  if (options.json && !headers.has('accept')) headers.set('accept', 'application/json');
  headers.set('accept-encoding', 'identity');
  return { url, headers };
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
async function requestAnswer(response, { json }) {
  const bytes = await response.arrayBuffer().then((read) => Buffer.from(read), (error) => Promise.reject(socketError(error, 'aborted')));
  let body = bytes.length === 0 ? undefined : bytes.toString();
  try {
    if (json) body = JSON.parse(body);
  } catch (error) {
    // it stays as it came
  }
  if (body === undefined && !json) body = '';
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
