// What Node's servers do with the listener of their requests: `emit` calls it, nothing follows, and nobody catches what it throws.
import type { HandlerModule, Registration } from '../../core/handlers.ts';

const createServer: Registration = { handlers: { kind: 'listener', from: 0 } };

/** Read off lib/_http_server.js (`parserOnIncoming`) of Node 20, 22 and 24: the last thing done for a request is `server.emit('request', req, res)`. */
export const http: HandlerModule = {
  specifiers: ['http', 'https', 'node:http', 'node:https'],
  kinds: { listener: { takes: [['request', 'response']], thrown: 'process' } },
  objects: { '': { createServer } },
};
