// What tempy maps to.
import type { ApiModule } from '../../core/api.ts';

/** Exports of 1.0.1 and 3.1.0; finding a name does not block and is not listed. */
export const tempy: readonly ApiModule[] = [
  {
    specifiers: ['tempy'],
    selves: ['default'],
    versions: { from: '1.0', before: '2.0' },
    functions: {
      writeSync: { to: 'write', returns: 'string' },
    },
  },
  {
    specifiers: ['tempy'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {
      temporaryWriteSync: { to: 'temporaryWrite', returns: 'string' },
    },
  },
];
