// What read-pkg maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 3.0.0, 5.2.0, 6.0.0, 9.0.1; exports of 7.1.0. */
export const readPkg: readonly ApiModule[] = [
  {
    specifiers: ['read-pkg'],
    selves: ['default'],
    versions: { from: '3.0', before: '6.0' },
    functions: {
      sync: { to: '', returns: 'object' },
    },
  },
  {
    specifiers: ['read-pkg'],
    selves: ['default'],
    versions: { from: '6.0', before: '7.0' },
    functions: {
      readPackageSync: { to: 'readPackageAsync', returns: 'object' },
    },
  },
  {
    specifiers: ['read-pkg'],
    selves: ['default'],
    versions: { from: '7.0', before: '10.0' },
    functions: {
      readPackageSync: { to: 'readPackage', returns: 'object' },
    },
  },
];
