// What Express does with handlers: read off 4.21.2 and 5.3.0 (lib/router/layer.js, lib/router/index.js; router 2 lib/layer.js).
import type { HandlerModule, Registration } from '../../core/handlers.ts';

/** https://expressjs.com/en/4x/api.html#routing-methods, as the package `methods` lists them. */
const METHODS = [
  'get', 'head', 'post', 'put', 'delete', 'options', 'trace', 'copy', 'lock', 'mkcol', 'move', 'purge', 'propfind', 'proppatch', 'unlock', 'report', 'mkactivity',
  'checkout', 'merge', 'm-search', 'notify', 'subscribe', 'unsubscribe', 'patch', 'search', 'connect', 'all',
];

const methods = (registration: Registration): Record<string, Registration> => Object.fromEntries(METHODS.map((name) => [name, registration]));

/** An app or router. `app.get(name)` reads a setting. */
const routing = (own: string): Record<string, Registration> => ({
  ...methods({ handlers: { kind: 'request', from: 1 }, least: 2, gives: own }),
  use: { handlers: { kind: 'request', from: 0 }, gives: own },
  param: { handlers: { kind: 'param', from: 1 }, least: 2, gives: own },
  route: { gives: 'route' },
});

export const express: HandlerModule = {
  specifiers: ['express'],
  kinds: {
    // 4 calls it in a try and hands what it throws to next; 5 does so with what its promise rejects with, too
    request: { takes: [['request', 'response', 'next'], ['error', 'request', 'response', 'next']], thrown: 'next', awaitedSince: '5.0' },
    param: { takes: [['request', 'response', 'next', 'other', 'other']], thrown: 'next', awaitedSince: '5.0' },
  },
  objects: {
    '': { '': { gives: 'app' }, Router: { gives: 'router' } },
    app: routing('app'),
    router: routing('router'),
    route: methods({ handlers: { kind: 'request', from: 0 }, gives: 'route' }),
  },
};
