// What Connect does with handlers: read off 3.7.0 (index.js, `call`): in a try, and what it throws goes to next.
import type { HandlerModule } from '../../core/handlers.ts';

export const connect: HandlerModule = {
  specifiers: ['connect'],
  kinds: { request: { takes: [['request', 'response', 'next'], ['error', 'request', 'response', 'next']], thrown: 'next' } },
  objects: {
    '': { '': { gives: 'app' } },
    app: { use: { handlers: { kind: 'request', from: 0 }, gives: 'app' } },
  },
};
