// What read-package-up maps to.
import type { ApiModule } from '../../core/api.ts';

/** Exports of 11.0.0; it is read-pkg-up under a new name. */
export const readPackageUp: readonly ApiModule[] = [
  {
    specifiers: ['read-package-up'],
    selves: ['default'],
    versions: { from: '11.0', before: '12.0' },
    functions: {
      readPackageUpSync: { to: 'readPackageUp', returns: 'object' },
    },
  },
];
