// What hasha maps to: a worker thread does the work.
import type { ApiModule } from '../../core/api.ts';

/** Run with 5.2.2; exports of 6.0.0. */
export const hasha: readonly ApiModule[] = [
  {
    specifiers: ['hasha'],
    selves: ['default'],
    versions: { from: '5.0', before: '6.0' },
    functions: {
      fromFileSync: { to: 'fromFile' },
    },
  },
  {
    specifiers: ['hasha'],
    selves: ['default'],
    versions: { from: '6.0', before: '7.0' },
    functions: {
      hashFileSync: { to: 'hashFile' },
    },
  },
];
