// A request by fetch that goes out and comes back as one of http.request did.
import { defineRuntime } from './template.ts';

/** What undici throws has the error of the socket as its cause; where it has one of its own instead, http's words and codes take its place. */
export const socketError = defineRuntime(
  'socketError',
  `
// What http would say of an error of fetch: that of the socket, which is its cause.
function «socketError»(error‹: any›, closed‹: string›)‹: any› {
  const { code, message }‹: any› = error.cause || error;
  const coded = (text‹: string›, own‹: object›) => Object.assign(new Error(text), own);
  if (code === 'UND_ERR_SOCKET') return coded(closed, { code: 'ECONNRESET' });
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return coded('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return coded('Parse Error: Header overflow', { code: 'HPE_HEADER_OVERFLOW' });
  if (!/^HPE_/.test(code)) return error.cause || error;
  const [, words = message] = /\\((.+)\\)$/.exec(message) || [];
  return coded('Parse Error: ' + words, { code });
}`,
);

/**
 * The bytes are read as a Buffer: `text()` of fetch takes a byte order mark away, Buffer's toString() does not.
 * `globalThis`: a file may have a fetch of its own.
 */
export const httpFetch = defineRuntime(
  'httpFetch',
  `
// Sends what http.request(input, options) would send, by fetch: no redirect is followed, no other encoding is asked for, errors are those of the socket.
async function «httpFetch»(protocol‹: string›, input‹: any›, options‹: any› = {})‹: Promise<any>› {
  const given = typeof input === 'string' || input instanceof globalThis.URL ? new globalThis.URL(input) : undefined;
  const auth = given && (given.username || given.password) ? [given.username, given.password].map(decodeURIComponent).join(':') : undefined;
  const parts‹: any› = given ? { protocol: given.protocol, hostname: given.hostname, port: given.port, path: given.pathname + given.search, auth } : input;
  const { body, ...target }‹: any› = { ...parts, ...options };
  const odd = Object.keys(target).find((key) => target[key] !== undefined && !/^(protocol|host|hostname|port|path|method|headers|auth|href|hash|search|query|pathname|slashes)$/.test(key));
  if (odd !== undefined) throw new TypeError(\`fetch has no option "\${odd}"\`);
  if ((target.protocol || protocol) !== protocol) {
    throw Object.assign(new TypeError(\`Protocol "\${target.protocol}" not supported. Expected "\${protocol}"\`), { code: 'ERR_INVALID_PROTOCOL' });
  }
  const host = target.hostname || target.host || 'localhost';
  const url = new globalThis.URL(protocol + '//' + (host.includes(':') && !host.startsWith('[') ? '[' + host + ']' : host));
  url.port = target.port || '';
  const path = target.path || '/';
  if (!path.startsWith('/')) throw new TypeError(\`The path of a request begins with a slash: "\${path}"\`);
  const [, pathname, search]‹: any› = /^([^?]*)([^]*)$/.exec(path);
  url.pathname = pathname;
  url.search = search;
  const headers = new globalThis.Headers();
  for (const [name, value] of Object.entries‹<any>›(target.headers || {})) {
    if (value === undefined) throw Object.assign(new TypeError(\`Invalid value "undefined" for header "\${name}"\`), { code: 'ERR_HTTP_INVALID_HEADER_VALUE' });
    // fetch counts the bytes of a body itself
    if (name.toLowerCase() !== 'content-length') headers.set(name, value);
  }
  if (target.auth && !headers.has('authorization')) headers.set('authorization', 'Basic ' + Buffer.from(target.auth).toString('base64'));
  headers.set('accept-encoding', 'identity');
  const method = (target.method || 'GET').toUpperCase();
  const response = await globalThis.fetch(url, { method, headers, redirect: 'manual', body: body === undefined ? null : Buffer.from(body) }).catch((error) => Promise.reject(«socketError»(error, 'socket hang up')));
  const buffer = () => response.arrayBuffer().then((bytes) => Buffer.from(bytes), (error) => Promise.reject(«socketError»(error, 'aborted')));
  const cookies = response.headers.getSetCookie();
  return {
    statusCode: response.status,
    statusMessage: response.statusText,
    headers: { ...Object.fromEntries(response.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    buffer,
    text: async (encoding‹?: BufferEncoding›) => (await buffer()).toString(encoding),
    resume: () => void buffer().catch(() => {}),
  };
}`,
  { requiresRuntime: ['socketError'] },
);
