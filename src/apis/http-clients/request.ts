// What the package request is told, as data: its functions, and which options a fetch can carry out.
import type { HttpClient } from '../../core/http-client.ts';
import { CHANGED_BY_FETCH } from '../http-requests.ts';

const changedHeaders: HttpClient['changedHeaders'] = new Map([...CHANGED_BY_FETCH, ['accept-encoding', '`identity`, unless `gzip` is set'], ['content-length', 'no `0` for `DELETE` and `HEAD`']]);

/** Read off request 2.88.2 (request.js, index.js, lib/redirect.js), and run against a server on loopback. Names of its functions are those of its methods. */
export const request: HttpClient = {
  specifiers: ['request'],
  verbs: { '': undefined, get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', patch: 'PATCH', del: 'DELETE', delete: 'DELETE' },
  factories: ['defaults', 'forever'],
  callback: ['error', 'response', 'body'],
  runtime: 'requestFetch',
  members: ['statusCode', 'statusMessage', 'headers', 'body'],
  options: {
    uri: 'address', url: 'address', method: 'method', headers: 'headers', auth: 'auth',
    body: 'text', json: 'json', form: 'content', qs: 'any',
    encoding: 'any', maxRedirects: 'any', gzip: 'switch', followRedirect: 'switch', followAllRedirects: 'switch',
    proxy: 'off', jar: 'off', time: 'off', strictSSL: 'on', rejectUnauthorized: 'on', forever: 'on', timeout: 'timeout',
  },
  changedHeaders,
};

/** Read off request-promise-core 1.1.4 (lib/plumbing.js, lib/errors.js). Of HEAD it gives the headers. */
const promised: Omit<HttpClient, 'specifiers'> = {
  verbs: request.verbs,
  factories: request.factories,
  runtime: 'requestPromise',
  members: request.members,
  oddMethods: ['HEAD'],
  errors: ['request-promise/errors', 'request-promise-native/errors', 'request-promise-core/errors', 'request-promise-core/lib/errors'],
  options: { ...request.options, simple: 'switch', resolveWithFullResponse: 'switch' },
  changedHeaders: new Map([...changedHeaders].filter(([name]) => name !== 'connection')),
};

export const requestPromiseNative: HttpClient = { ...promised, specifiers: ['request-promise-native'], promise: { kind: 'native', whole: 'resolveWithFullResponse' } };

export const requestPromise: HttpClient = { ...promised, specifiers: ['request-promise'], promise: { kind: 'bluebird', whole: 'resolveWithFullResponse' } };
