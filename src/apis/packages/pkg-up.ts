// What pkg-up maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 3.1.0 and 5.0.0; exports of 4.0.0. */
export const pkgUp: readonly ApiModule[] = [
  {
    specifiers: ['pkg-up'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {
      sync: { to: '' },
    },
  },
  {
    specifiers: ['pkg-up'],
    selves: ['default'],
    versions: { from: '4.0', before: '6.0' },
    functions: {
      pkgUpSync: { to: 'pkgUp' },
    },
  },
];
