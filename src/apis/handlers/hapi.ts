// What hapi does with lifecycle methods: read off @hapi/hapi 21.4.10 (lib/toolkit.js `execute`, lib/handler.js, lib/request.js `_invoke`), where each is awaited in a try.
import type { HandlerModule, HandlerProperties } from '../../core/handlers.ts';

const pre: HandlerProperties = { '': 'lifecycle method', method: 'lifecycle method' };
const config: HandlerProperties = { handler: 'lifecycle method', pre };

export const hapi: HandlerModule = {
  specifiers: ['@hapi/hapi', 'hapi'],
  kinds: {
    // before 17 they answered by callbacks; since then what they give, or its promise, is the answer, and undefined is an error
    'lifecycle method': { takes: [['request', 'context']], thrown: 'promise', awaitedSince: '17.0', endsWithPromise: true },
    plugin: { takes: [['instance', 'other']], thrown: 'promise', staysSync: true },
  },
  objects: {
    '': { server: { gives: 'app' }, Server: { gives: 'app' } },
    app: {
      route: { properties: { handler: 'lifecycle method', options: config, config } },
      ext: {
        handlers: { kind: 'lifecycle method', from: 1 },
        events: Object.fromEntries(['onRequest', 'onPreAuth', 'onCredentials', 'onPostAuth', 'onPreHandler', 'onPostHandler', 'onPreResponse', 'onPostResponse'].map((name) => [name, 'lifecycle method'])),
      },
      register: { handlers: { kind: 'plugin', from: 0 }, properties: { register: 'plugin', plugin: { register: 'plugin' } } },
    },
  },
};
