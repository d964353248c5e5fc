// What http.request is told, as data: which options fetch can carry out, which only say what it does anyway, which headers it refuses or replaces.

/** Facts: https://nodejs.org/api/http.html#httprequestoptions-callback, and what the fetch of Node 20 sent to a server on loopback. */
export const REQUEST_MODULES: ReadonlyMap<string, string> = new Map([['http', 'http:'], ['node:http', 'http:'], ['https', 'https:'], ['node:https', 'https:']]);

/** Options that mean the same for a request by fetch. */
export const CARRIED_OPTIONS: ReadonlySet<string> = new Set(['protocol', 'hostname', 'host', 'port', 'path', 'method', 'headers', 'auth']);

/** What URLs and url.parse() have besides, which http.request does not look at. */
export const IDLE_OPTIONS: ReadonlySet<string> = new Set(['href', 'hash', 'search', 'searchParams', 'query', 'pathname', 'slashes', 'origin']);

/** Headers that fetch sets by itself, drops or refuses; and the encoding, for it decodes what it asks for. */
export const REFUSED_HEADERS: ReadonlySet<string> = new Set(['host', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'accept-encoding', 'te', 'trailer', 'proxy-authorization', 'proxy-connection', 'http2-settings']);

/** Methods for which http.request sends a body without its length, unless a header says it. */
export const UNFRAMED_METHODS: ReadonlySet<string> = new Set(['DELETE', 'OPTIONS']);

/** Methods to which fetch gives no body. */
export const BODILESS_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Methods that fetch does not know. */
export const REFUSED_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** Members of a response that the answer of the runtime function has, too. */
export const RESPONSE_MEMBERS: ReadonlySet<string> = new Set(['statusCode', 'statusMessage', 'headers']);

/** Whether a text may hold requests of these modules at all. */
export const mayRequest = (text: string): boolean => /['"](?:node:)?https?['"]/.test(text) && /\b(?:get|request)\b/.test(text);

/** Headers that fetch sends on its own, whoever asked before. */
export const CHANGED_BY_FETCH: ReadonlyMap<string, string> = new Map([
  ['accept', '`*/*`, unless the code sets it'],
  ['accept-language', '`*`, unless the code sets it'],
  ['sec-fetch-mode', '`cors`'],
  ['user-agent', '`node`, unless the code sets it'],
  ['connection', '`close`, for `HEAD` alone'],
  ['cache-control', '`no-cache`, with a condition (`if-none-match` and the like)'],
  ['pragma', '`no-cache`, with a condition'],
]);

/** Headers that requests have by fetch and do not have by http, or with another value. Their order and the case of their names differ, too. */
export const CHANGED_HEADERS: ReadonlyMap<string, string> = new Map([
  ...CHANGED_BY_FETCH,
  ['accept-encoding', '`identity`: fetch decodes what is encoded, and http does not'],
  ['content-length', 'instead of `transfer-encoding: chunked`, where a body is written without its length'],
  ['transfer-encoding', 'see `content-length`'],
]);
