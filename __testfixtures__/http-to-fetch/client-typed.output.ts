// TypeScript: the answer is any, as it was; the promise keeps its type.

interface Found {
  readonly name: string;
}

const find = async (url: string): Promise<Found> => {
  let err: any = null;
  let res: any;
  let body: any;
  try {
    res = await requestFetch('GET', url, { json: true });
    body = res.body;
  } catch (error2: any) {
    err = error2;
  }
  if (err || res.statusCode >= 400) {
    throw err ?? new Error(String(res.statusCode));
  } else {
    return body;
  }
};

find('http://127.0.0.1:2/').catch((error: Error & { code?: string }) => console.log(error.code));

// Sends what the package request would send, by fetch, and gives its response with the body: the status decides nothing, redirects are followed as it does, errors are those of the socket.
async function requestFetch(method: string, uri: any, given?: any): Promise<any> {
  const options: any = given && typeof given === 'object' ? { ...given, uri } : typeof uri === 'string' ? { uri } : { ...uri };
  let url = requestUrl(options.uri || options.url);
  const headers = new globalThis.Headers();
  if (options.json && !headers.has('accept')) headers.set('accept', 'application/json');
  headers.set('accept-encoding', 'identity');
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
    if (!location || response.status < 300 || response.status > 399) return requestAnswer(response, options);
    void response.arrayBuffer().catch(() => {});
    if (hops >= 10) throw new Error('Exceeded maxRedirects. Probably stuck in a redirect loop ' + url.href);
    const next = requestUrl(new globalThis.URL(location, url).href);
    if (response.status !== 307 && next.hostname !== url.hostname) headers.delete('authorization');
    headers.set('referer', url.href);
    url = next;
  }
}

// The package request goes through the proxy that the environment names; fetch does so only where Node was told to.
function refuseProxy({ protocol, hostname, port }: any): void {
  const { env } = process;
  const proxy = (protocol === 'https:' && (env.HTTPS_PROXY || env.https_proxy)) || env.HTTP_PROXY || env.http_proxy;
  const zones = (env.NO_PROXY || env.no_proxy || '').split(',').map((zone) => zone.trim().toLowerCase().split(':'));
  const isOutside = ([name, of]: any) => ('.' + hostname).endsWith(name.replace(/^\.*/, '.')) && (of === undefined || of === (port || (protocol === 'https:' ? '443' : '80')));
  const isOff = env.NODE_USE_ENV_PROXY || /^\*$/.test(env.NO_PROXY || env.no_proxy || '') || zones.some(isOutside);
  if (proxy && !isOff) throw new Error('fetch would not use the proxy ' + proxy + ' of the environment: set NODE_USE_ENV_PROXY=1 for a Node that knows it');
}

// The URL that an address is, or the error of the package request.
function requestUrl(address: any): URL {
  if (!address) throw new Error('options.uri is a required argument');
  const text = address.href || address;
  let url: URL | undefined;
  try {
    url = new globalThis.URL(text);
  } catch (error) {
    url = undefined;
  }
  if (!url || !url.host) throw new Error('Invalid URI \x22' + text + '\x22');
  if (!/^https?:$/.test(url.protocol) || url.hostname === 'unix') throw new Error('Invalid protocol: ' + url.protocol);
  return url;
}

// The response of the package request with its body, out of that of fetch.
async function requestAnswer(response: any, { json }: any): Promise<any> {
  const bytes = await response.arrayBuffer().then((read: ArrayBuffer) => Buffer.from(read), (error: any) => Promise.reject(socketError(error, 'aborted')));
  let body = bytes.length === 0 ? undefined : bytes.toString();
  try {
    if (json) body = JSON.parse(body);
  } catch (error) {
    // it stays as it came
  }
  if (body === undefined && !json) body = '';
  return { statusCode: response.status, body };
}

// What http would say of an error of fetch: that of the socket, which is its cause.
function socketError(error: any, closed: string): any {
  const { code, message }: any = error.cause || error;
  const coded = (text: string, own: object) => Object.assign(new Error(text), own);
  if (code === 'UND_ERR_SOCKET') return coded(closed, { code: 'ECONNRESET' });
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return coded('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return coded('Parse Error: Header overflow', { code: 'HPE_HEADER_OVERFLOW' });
  if (!/^HPE_/.test(code)) return error.cause || error;
  const [, words = message] = /\((.+)\)$/.exec(message) || [];
  return coded('Parse Error: ' + words, { code });
}
