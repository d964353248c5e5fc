// What bcrypt maps to: the asynchronous forms work in the thread pool.
import type { ApiModule } from '../../core/api.ts';

/** Exports of 5.1.1 and 6.0.0 (bcrypt.js). */
export const bcrypt: readonly ApiModule[] = [
  {
    specifiers: ['bcrypt'],
    selves: ['default'],
    versions: { from: '5.0', before: '7.0' },
    functions: {
      hashSync: { to: 'hash', returns: 'string' },
      compareSync: { to: 'compare', returns: 'boolean' },
      genSaltSync: { to: 'genSalt', returns: 'string' },
    },
  },
];
