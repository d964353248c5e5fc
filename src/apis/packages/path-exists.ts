// What path-exists maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 2.1.0, 3.0.0, 4.0.0, 5.0.0. */
export const pathExists: readonly ApiModule[] = [
  {
    specifiers: ['path-exists'],
    selves: ['default'],
    versions: { from: '2.0', before: '5.0' },
    functions: {
      sync: { to: '', returns: 'boolean' },
    },
  },
  {
    specifiers: ['path-exists'],
    selves: ['default'],
    versions: { from: '5.0', before: '6.0' },
    functions: {
      pathExistsSync: { to: 'pathExists', returns: 'boolean' },
    },
  },
];
