// Requests by fetch that go out and come back as those of the package request do; their parts (parts.ts) are those of src/rewrite/fetch/request-parts.ts.
import { defineRuntime } from './template.ts';

/** As qs 6.5 does, which request uses. */
export const queryText = defineRuntime(
  'queryText',
  `
// The text of a query as the package qs writes it: a[0]=x&b[c]=y, with everything but letters, digits and -._~ encoded.
function «queryText»(values‹: any›)‹: string› {
  const encoded = (text‹: string›) => encodeURIComponent(text).replace(/[!\\x27()*]/g, (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase());
  const pairs = (key‹: string›, value‹: any›)‹: string[]› => {
    if (value === undefined) return [];
    if (value instanceof Date) return [encoded(key) + '=' + encoded(value.toISOString())];
    if (value === null || typeof value !== 'object') return typeof value === 'function' ? [] : [encoded(key) + '=' + (value === null ? '' : encoded(String(value)))];
    return Object.keys(value).flatMap((each) => pairs(key + '[' + each + ']', value[each]));
  };
  return Object.keys(values).flatMap((key) => pairs(key, values[key])).join('&');
}`,
);

/** A proxy that would be left out is an error: nothing says so otherwise. */
export const refuseProxy = defineRuntime(
  'refuseProxy',
  `
// The package request goes through the proxy that the environment names; fetch does so only where Node was told to.
function «refuseProxy»({ protocol, hostname, port }‹: any›)‹: void› {
  const { env } = process;
  const proxy = (protocol === 'https:' && (env.HTTPS_PROXY || env.https_proxy)) || env.HTTP_PROXY || env.http_proxy;
  const zones = (env.NO_PROXY || env.no_proxy || '').split(',').map((zone) => zone.trim().toLowerCase().split(':'));
  const isOutside = ([name, of]‹: any›) => ('.' + hostname).endsWith(name.replace(/^\\.*/, '.')) && (of === undefined || of === (port || (protocol === 'https:' ? '443' : '80')));
  const isOff = env.NODE_USE_ENV_PROXY || /^\\*$/.test(env.NO_PROXY || env.no_proxy || '') || zones.some(isOutside);
  if (proxy && !isOff) throw new Error('fetch would not use the proxy ' + proxy + ' of the environment: set NODE_USE_ENV_PROXY=1 for a Node that knows it');
}`,
);

/** What it parses: with a host, of http or https. */
export const requestUrl = defineRuntime(
  'requestUrl',
  `
// The URL that an address is, or the error of the package request.
function «requestUrl»(address‹: any›)‹: URL› {
  if (!address) throw new Error('options.uri is a required argument');
  const text = address.href || address;
  let url‹: URL | undefined›;
  try {
    url = new globalThis.URL(text);
  } catch (error) {
    url = undefined;
  }
  if (!url || !url.host) throw new Error('Invalid URI \\x22' + text + '\\x22');
  if (!/^https?:$/.test(url.protocol) || url.hostname === 'unix') throw new Error('Invalid protocol: ' + url.protocol);
  return url;
}`,
);

/** As request decodes it, which takes a byte order mark away with utf8 alone; headers as http gives them. */
export const requestAnswer = defineRuntime(
  'requestAnswer',
  `
// The response of the package request with its body, out of that of fetch.
async function «requestAnswer»(response‹: any›⟦encoding&json:, { encoding, json }⟧⟦encoding&!json:, { encoding }⟧⟦!encoding&json:, { json }⟧⟦encoding|json:‹: any›⟧)‹: Promise<any>› {
  const bytes = await response.arrayBuffer().then((read‹: ArrayBuffer›) => Buffer.from(read), (error‹: any›) => Promise.reject(«socketError»(error, 'aborted')));
⟦encoding⟧  let body = bytes.length === 0 ? undefined : encoding === null ? bytes : bytes.toString(encoding);
⟦encoding⟧  if (encoding === 'utf8' && body) body = body.replace(/^\\ufeff/, '');
⟦!encoding&json⟧  let body = bytes.length === 0 ? undefined : bytes.toString();
⟦json⟧  try {
⟦json⟧    if (json) body = JSON.parse(body);
⟦json⟧  } catch (error) {
⟦json⟧    // it stays as it came
⟦json⟧  }
⟦encoding|json⟧  if (body === undefined⟦json: && !json⟧) body = ⟦encoding:encoding === null ? bytes : ⟧'';
⟦heard⟧  const cookies = response.headers.getSetCookie();
⟦heard⟧  const headers = { ...Object.fromEntries(response.headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) };
  return { statusCode: response.status, ⟦message:statusMessage: response.statusText, ⟧⟦heard:headers, ⟧body⟦!encoding&!json:: bytes.toString()⟧ };
}`,
  { requiresRuntime: ['socketError'] },
);

/** Where its options end up: address, headers, body. */
export const requestParts = defineRuntime(
  'requestParts',
  `
// What the package request makes of its options: the URL, the headers and the body that go out.
function «requestParts»(options‹: any›)‹: any› {
⟦unknown⟧  const { auth, json, form }‹: any› = options;
⟦!unknown&auth⟧  const { auth }‹: any› = options;
⟦!unknown&form⟧  const { form }‹: any› = options;
⟦!unknown&json&sent⟧  const { json }‹: any› = options;
  ⟦qs:let⟧⟦!qs:const⟧ url = «requestUrl»(options.uri || options.url);
⟦sent⟧  let { body }‹: any› = options;
  const headers = new globalThis.Headers();
⟦headers⟧  for (const [name, value] of Object.entries‹<any>›(options.headers || {})) if (value !== undefined) headers.set(name, value);
⟦form|json&sent⟧  const isForm = () => /^application\\/x-www-form-urlencoded\\b/.test(headers.get('content-type') || '');
⟦form|json&sent⟧  const escaped = (text‹: string›) => text.replace(/[!\\x27()*]/g, (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase());
⟦form⟧  if (form) {
⟦form⟧    if (!isForm()) headers.set('content-type', 'application/x-www-form-urlencoded');
⟦form⟧    body = typeof form === 'string' ? escaped(form) : «queryText»(form);
⟦form⟧  }
⟦qs⟧  if (options.qs) {
⟦qs⟧    const own = [...url.searchParams.keys()];
⟦qs⟧    // request would read it with qs, and write it anew
⟦qs⟧    if (own.some((key, index) => /[[\\]]/.test(key) || own.indexOf(key) !== index)) throw new TypeError('The query of ' + url.href + ' cannot be joined with qs');
⟦qs⟧    const query = «queryText»({ ...Object.fromEntries(url.searchParams), ...options.qs });
⟦qs⟧    if (query !== '') url = «requestUrl»(url.href.split('?')[0] + '?' + query);
⟦qs⟧  }
⟦auth⟧  if (auth) {
⟦auth⟧    const { user = auth.username, pass = auth.password, bearer } = auth;
⟦auth⟧    if (bearer === undefined && user === undefined) throw new Error('no auth mechanism defined');
⟦auth⟧    if (bearer === undefined && (typeof user !== 'string' || (pass !== undefined && typeof pass !== 'string'))) throw new Error('auth() received invalid user or password');
⟦auth⟧    const token = typeof bearer === 'function' ? bearer() : bearer || '';
⟦auth⟧    headers.set('authorization', bearer === undefined ? 'Basic ' + Buffer.from(user + ':' + (pass || '')).toString('base64') : 'Bearer ' + token);
⟦auth⟧  }
⟦json&sent⟧  if (json) {
⟦json&sent⟧    if (!headers.has('accept')) headers.set('accept', 'application/json');
⟦json&sent⟧    const isSent = json !== true || body !== undefined;
⟦json&sent⟧    if (isSent) body = json === true && isForm() ? escaped(body) : JSON.stringify(json === true ? body : json);
⟦json&sent⟧    if (isSent && !headers.has('content-type')) headers.set('content-type', 'application/json');
⟦json&sent⟧  }
⟦json&!sent⟧  if (options.json && !headers.has('accept')) headers.set('accept', 'application/json');
⟦body⟧  if (body && typeof body !== 'string' && !(body instanceof Uint8Array)) throw new TypeError('The body is neither text nor a Buffer');
⟦headers⟧  // fetch counts the bytes of a body itself
⟦headers⟧  headers.delete('content-length');
  headers.set('accept-encoding', ⟦gzip:options.gzip ? 'gzip, deflate' : ⟧'identity');
  return { url, headers⟦sent:, body⟧ };
}`,
  { requiresRuntime: ['queryText', 'requestUrl'] },
);

/**
 * Redirects are followed one by one: request does it its own way.
 * `globalThis`: a file may have a fetch of its own.
 */
export const requestFetch = defineRuntime(
  'requestFetch',
  `
// Sends what the package request would send, by fetch, and gives its response with the body: the status decides nothing, ⟦redirects:redirects are followed as it does, ⟧errors are those of the socket.
async function «requestFetch»(⟦method:verb‹: string | undefined›⟧⟦!method:method‹: string›⟧, ⟦mixed|!options:uri‹: any›⟧⟦mixed:, given‹?: any›⟧⟦options&!mixed:options‹: any›⟧)‹: Promise<any>› {
⟦mixed⟧  const options‹: any› = given && typeof given === 'object' ? { ...given, uri } : typeof uri === 'string' ? { uri } : { ...uri };
⟦unknown⟧  const odd = Object.keys(options).find((key) => options[key] !== undefined && !/^(uri|url|method|headers|auth|body|json|form|qs|encoding|maxRedirects|gzip|followRedirect|followAllRedirects|proxy|jar|time|strictSSL|rejectUnauthorized|forever)$/.test(key));
⟦unknown⟧  if (odd !== undefined) throw new TypeError('fetch has no option ' + odd);
⟦unknown⟧  const { followRedirect = true, followAllRedirects, maxRedirects = 10 }‹: any› = options;
⟦!unknown&redirects&followRedirect⟧  const { followRedirect = true }‹: any› = options;
⟦!unknown&followAllRedirects⟧  const { followAllRedirects }‹: any› = options;
⟦!unknown&redirects&maxRedirects⟧  const { maxRedirects = 10 }‹: any› = options;
⟦method⟧  ⟦followAllRedirects:let⟧⟦!followAllRedirects:const⟧ method = verb || options.method || 'GET';
⟦made⟧  ⟦redirects:let⟧⟦!redirects:const⟧ { url, headers⟦sent:, body⟧ }‹: any› = «requestParts»(options);
⟦!made⟧  ⟦redirects:let⟧⟦!redirects:const⟧ url = «requestUrl»(⟦options:options.uri || options.url⟧⟦!options:uri⟧);
⟦!made⟧  const headers = new globalThis.Headers(⟦!headers&!json:{ 'accept-encoding': 'identity' }⟧);
⟦!made&headers⟧  for (const [name, value] of Object.entries‹<any>›(options.headers || {})) if (value !== undefined) headers.set(name, value);
⟦!made&headers⟧  headers.delete('content-length');
⟦!made&json⟧  if (options.json && !headers.has('accept')) headers.set('accept', 'application/json');
⟦!made&headers|!made&json⟧  headers.set('accept-encoding', 'identity');
⟦redirects⟧  for (let hops = 0; ; hops++) {
⟦environment⟧  ⟦redirects:  ⟧⟦proxy:if (options.proxy === undefined) ⟧«refuseProxy»(url);
  ⟦redirects:  ⟧const target = new globalThis.URL(url);
  ⟦redirects:  ⟧if ((url.username || url.password) && !headers.has('authorization')) {
  ⟦redirects:  ⟧  headers.set('authorization', 'Basic ' + Buffer.from(decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password)).toString('base64'));
  ⟦redirects:  ⟧}
  ⟦redirects:  ⟧target.username = target.password = '';
  ⟦redirects:  ⟧const sent = globalThis.fetch(target, { method⟦cased:: method.toUpperCase()⟧, headers, redirect: 'manual'⟦sent:, body: body ? Buffer.from(body) : null⟧ });
  ⟦redirects:  ⟧const response = await sent.catch((error) => Promise.reject(«socketError»(error, 'socket hang up')));
⟦!redirects⟧  return «requestAnswer»(response⟦encoding|json:, options⟧);
⟦redirects⟧    const location = response.headers.get('location');
⟦followAllRedirects⟧    const isFollowed = followAllRedirects || (⟦followRedirect:followRedirect && ⟧!/^(PATCH|PUT|POST|DELETE)$/.test(method));
⟦!followAllRedirects&redirects&unsafe⟧    const isFollowed = ⟦followRedirect:followRedirect && ⟧!/^(PATCH|PUT|POST|DELETE)$/.test(method);
⟦redirects⟧    if (!location || ⟦followAllRedirects|unsafe:!isFollowed || ⟧⟦!followAllRedirects&!unsafe&followRedirect:!followRedirect || ⟧response.status < 300 || response.status > 399) return «requestAnswer»(response⟦encoding|json:, options⟧);
⟦redirects⟧    void response.arrayBuffer().catch(() => {});
⟦redirects⟧    if (hops >= ⟦maxRedirects:maxRedirects⟧⟦!maxRedirects:10⟧) throw new Error('Exceeded maxRedirects. Probably stuck in a redirect loop ' + url.href);
⟦redirects⟧    const next = «requestUrl»(new globalThis.URL(location, url).href);
⟦followAllRedirects⟧    if (followAllRedirects && method !== 'HEAD' && response.status !== 307) method = 'GET';
⟦redirects&!headers&!sent⟧    if (response.status !== 307 && next.hostname !== url.hostname) headers.delete('authorization');
⟦redirects&headers|redirects&sent⟧    if (response.status !== 307) {
⟦redirects&sent⟧      body = undefined;
⟦redirects&headers|redirects&sent⟧      headers.delete('content-type');
⟦redirects&headers|redirects&sent⟧      if (next.hostname !== url.hostname) headers.delete('authorization');
⟦redirects&headers|redirects&sent⟧    }
⟦redirects⟧    headers.set('referer', url.href);
⟦redirects⟧    url = next;
⟦redirects⟧  }
}`,
  { requiresRuntime: ['requestParts', 'refuseProxy', 'requestUrl', 'requestAnswer', 'socketError'] },
);

/** Its errors have the members that the package gives them, in their order. */
export const requestPromise = defineRuntime(
  'requestPromise',
  `
// As the package request-promise does: gives the body, or the whole response, and rejects where the status is none of success.
async function «requestPromise»(verb‹: string›, uri‹: any›, given‹?: any›)‹: Promise<any>› {
  const options‹: any› = given && typeof given === 'object' ? { ...given, uri } : typeof uri === 'string' ? { uri } : { ...uri };
⟦simple|whole⟧  const { simple, resolveWithFullResponse, ...told }‹: any› = options;
  const said = { ...options, ⟦simple|whole:simple: simple !== false, resolveWithFullResponse: resolveWithFullResponse === true⟧⟦!simple&!whole:simple: true, resolveWithFullResponse: false⟧ };
  const failed = (error‹: any›) => Promise.reject(Object.assign(new Error(), { name: 'RequestError', message: String(error), cause: error, error, options: said, response: undefined }));
  const response = await «requestFetch»(verb, ⟦simple|whole:told⟧⟦!simple&!whole:options⟧).catch(failed);
  const { statusCode, body } = response;
  if (⟦simple|whole:simple !== false && ⟧!/^2/.test(statusCode)) {
    throw Object.assign(new Error(), { name: 'StatusCodeError', statusCode, message: statusCode + ' - ' + JSON.stringify(body), error: body, options: said, response });
  }
  return ⟦simple|whole:resolveWithFullResponse === true ? response : ⟧body;
}`,
  { requiresRuntime: ['requestFetch'] },
);
