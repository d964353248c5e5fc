// What write-pkg maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 4.0.0; exports of 6.0.1. */
export const writePkg: readonly ApiModule[] = [
  {
    specifiers: ['write-pkg'],
    selves: ['default'],
    versions: { from: '4.0', before: '5.0' },
    functions: {
      sync: { to: '', returns: 'undefined' },
    },
  },
  {
    specifiers: ['write-pkg'],
    selves: ['default'],
    versions: { from: '6.0', before: '7.0' },
    functions: {
      writePackageSync: { to: 'writePackage', returns: 'undefined' },
      updatePackageSync: { to: 'updatePackage', returns: 'undefined' },
      addPackageDependenciesSync: { to: 'addPackageDependencies', returns: 'undefined' },
      removePackageDependenciesSync: { to: 'removePackageDependencies', returns: 'undefined' },
    },
  },
];
