// What bcryptjs maps to: the asynchronous forms work in slices on the same thread.
import type { ApiModule } from '../../core/api.ts';

/** Run with 2.4.3 and 3.0.2. */
export const bcryptjs: readonly ApiModule[] = [
  {
    specifiers: ['bcryptjs'],
    selves: ['default'],
    versions: { from: '2.4', before: '4.0' },
    functions: {
      hashSync: { to: 'hash', returns: 'string' },
      compareSync: { to: 'compare', returns: 'boolean' },
      genSaltSync: { to: 'genSalt', returns: 'string' },
    },
  },
];
