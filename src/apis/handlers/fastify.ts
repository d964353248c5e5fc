// What Fastify does with handlers and hooks: read off 4.29.1 and 5.12.8 (lib/handle-request.js, lib/wrap-thenable.js, lib/hooks.js, lib/error-handler.js, fastify.js `addHook`).
import type { HandlerProperties, HandlerModule, Registration } from '../../core/handlers.ts';

const METHODS = ['get', 'head', 'post', 'put', 'delete', 'options', 'patch', 'trace', 'all', 'search', 'propfind', 'proppatch', 'mkcol', 'copy', 'move', 'lock', 'unlock'];

/** Hooks of a request by what they are called with; those of the application (`onReady`, `onClose`) are called once. */
const EVENTS: Readonly<Record<string, string>> = {
  onRequest: 'hook', preValidation: 'hook', preHandler: 'hook', onResponse: 'hook', onTimeout: 'hook',
  preParsing: 'payload hook', preSerialization: 'payload hook', onSend: 'payload hook', onError: 'payload hook',
  onRequestAbort: 'abort hook',
};

const options: HandlerProperties = { ...EVENTS, handler: 'handler', errorHandler: 'error handler' };
const route: Registration = { handlers: { kind: 'handler', from: 1 }, least: 2, properties: options, gives: 'app' };

export const fastify: HandlerModule = {
  specifiers: ['fastify'],
  kinds: {
    // a promise of undefined sends an empty answer, unless there is one: `return reply` waits for the one that comes
    handler: { takes: [['request', 'reply']], thrown: 'promise', awaitedSince: '4.0', givesAnswer: true },
    'error handler': { takes: [['error', 'request', 'reply']], thrown: 'promise', awaitedSince: '4.0', givesAnswer: true },
    // FST_ERR_HOOK_INVALID_ASYNC_HANDLER: an async function that takes `done`
    hook: { takes: [['request', 'reply', 'next']], thrown: 'next', neverAsync: true },
    'payload hook': { takes: [['request', 'reply', 'other', 'next']], thrown: 'next', neverAsync: true },
    'abort hook': { takes: [['request', 'next']], thrown: 'next', neverAsync: true },
    plugin: { takes: [['instance', 'other', 'other']], thrown: 'promise', staysSync: true },
  },
  objects: {
    '': { '': { gives: 'app' }, fastify: { gives: 'app' }, default: { gives: 'app' } },
    app: {
      ...Object.fromEntries(METHODS.map((name) => [name, route])),
      route: { properties: options, gives: 'app' },
      addHook: { handlers: { kind: 'hook', from: 1 }, events: EVENTS, gives: 'app' },
      register: { handlers: { kind: 'plugin', from: 0 }, gives: 'app' },
      after: { gives: 'app' },
      setErrorHandler: { handlers: { kind: 'error handler', from: 0 }, gives: 'app' },
      setNotFoundHandler: { handlers: { kind: 'handler', from: 0 }, properties: options, gives: 'app' },
      decorate: { gives: 'app' }, decorateRequest: { gives: 'app' }, decorateReply: { gives: 'app' }, addSchema: { gives: 'app' }, withTypeProvider: { gives: 'app' },
    },
  },
};

/** Methods of a reply that give the reply; `sendFile`, `download` and `view` are those of @fastify/static and @fastify/view. */
export const GIVES_REPLY: ReadonlySet<string> = new Set([
  'send', 'code', 'status', 'header', 'headers', 'removeHeader', 'type', 'redirect', 'serializer', 'hijack', 'callNotFound', 'trailer', 'removeTrailer', 'sendFile', 'download', 'view',
]);

/** fastify-plugin 5.1.0 (plugin.js) marks a plugin, and gives it back. */
export const fastifyPlugin: HandlerModule = {
  specifiers: ['fastify-plugin'],
  kinds: {},
  objects: { '': { '': { passes: true }, default: { passes: true } } },
};
