// Packages that send requests and are not migrated: they are found, and each says why it stays.
import type { HttpClient } from '../../core/http-client.ts';

const METHODS = { get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', patch: 'PATCH', del: 'DELETE', delete: 'DELETE' };

const staying = (specifiers: readonly string[], stays: string, verbs: HttpClient['verbs'] = { '': undefined }, factories: HttpClient['factories'] = []): HttpClient =>
  ({ specifiers, stays, verbs, factories, runtime: '', members: [], options: {}, changedHeaders: new Map() });

/** Facts from the code of node-fetch 2.7.0, needle 3.5.0, superagent 10.4.2 and sync-request 6.1.0. */
export const stayingClients: readonly HttpClient[] = [
  staying(['node-fetch'], 'it rejects with a FetchError that has the code of the socket, and its body is a stream of Node'),
  staying(['needle'], 'it parses the body by its content type, and its answer is the response of http', { '': undefined, request: undefined, ...METHODS }),
  staying(['superagent'], 'it parses the body by its content type, rejects with errors that hold the response, and is built call by call', { '': undefined, ...METHODS }, ['agent']),
  staying(['sync-request', 'then-request'], 'it blocks in another process, follows redirects, decodes what is encoded and caches by its own options'),
  staying(['sync-fetch'], 'it blocks in another process, and answers with methods that block'),
];
