// Which functions of stream take an error-first callback, and return something besides.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Facts: https://nodejs.org/api/stream.html#streamfinishedstream-options-callback; util.promisify gives those of stream/promises. */
export const stream: ErrorFirstModule = {
  specifiers: ['stream', 'node:stream'],
  selves: ['default'],
  functions: {
    finished: { takes: 1, to: 'finished', form: 'promisify', handle: true, noError: 'undefined', values: 0 },
    pipeline: { takes: 2, to: 'pipeline', form: 'promisify', handle: true, noError: 'undefined' },
  },
};
