// What Koa does with middleware: read off koa 3.3.0 and koa-compose 4.2.0, where each is called inside of a promise.
import type { HandlerModule } from '../../core/handlers.ts';

export const koa: HandlerModule = {
  specifiers: ['koa'],
  // koa 1 took generators; since 2 the promise of the first middleware decides when the response goes out
  kinds: { middleware: { takes: [['context', 'downstream']], thrown: 'promise', awaitedSince: '2.0', endsWithPromise: true } },
  objects: {
    '': { '': { gives: 'app' } },
    app: { use: { handlers: { kind: 'middleware', from: 0 }, gives: 'app' } },
  },
};
