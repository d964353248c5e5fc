// What pkg-dir maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 2.0.0, 3.0.0, 5.0.0, 6.0.1, 8.0.0; exports of 7.0.0. */
export const pkgDir: readonly ApiModule[] = [
  {
    specifiers: ['pkg-dir'],
    selves: ['default'],
    versions: { from: '2.0', before: '6.0' },
    functions: {
      sync: { to: '' },
    },
  },
  {
    specifiers: ['pkg-dir'],
    selves: ['default'],
    versions: { from: '6.0', before: '9.0' },
    functions: {
      packageDirectorySync: { to: 'packageDirectory' },
    },
  },
];
