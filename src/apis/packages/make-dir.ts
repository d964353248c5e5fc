// What make-dir maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 1.3.0, 2.1.0, 3.1.0, 4.0.0, 5.0.0. */
export const makeDir: readonly ApiModule[] = [
  {
    specifiers: ['make-dir'],
    selves: ['default'],
    versions: { from: '1.0', before: '5.0' },
    functions: {
      sync: { to: '', returns: 'string' },
    },
  },
  {
    specifiers: ['make-dir'],
    selves: ['default'],
    versions: { from: '5.0', before: '6.0' },
    functions: {
      makeDirectorySync: { to: 'makeDirectory', returns: 'string' },
    },
  },
];
