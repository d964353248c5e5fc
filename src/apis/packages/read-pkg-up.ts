// What read-pkg-up maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 3.0.0, 7.0.1, 8.0.0, 10.1.0; exports of 9.1.0. */
export const readPkgUp: readonly ApiModule[] = [
  {
    specifiers: ['read-pkg-up'],
    selves: ['default'],
    versions: { from: '3.0', before: '8.0' },
    functions: {
      sync: { to: '', returns: 'object' },
    },
  },
  {
    specifiers: ['read-pkg-up'],
    selves: ['default'],
    versions: { from: '8.0', before: '9.0' },
    functions: {
      readPackageUpSync: { to: 'readPackageUpAsync', returns: 'object' },
    },
  },
  {
    specifiers: ['read-pkg-up'],
    selves: ['default'],
    versions: { from: '9.0', before: '11.0' },
    functions: {
      readPackageUpSync: { to: 'readPackageUp', returns: 'object' },
    },
  },
];
