// What is known of walk-sync.
import type { ApiModule } from '../../core/api.ts';

const NONE = 'the package has no asynchronous form; a worker thread could do it';

/** Exports of 3.0.0. */
export const walkSync: readonly ApiModule[] = [
  {
    specifiers: ['walk-sync'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {
      '': { refuse: 'no-faithful-twin', why: NONE },
      entries: { refuse: 'no-faithful-twin', why: NONE },
    },
  },
];
