// What find-up maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 1.1.2, 2.1.0, 3.0.0, 4.1.0, 5.0.0, 6.3.0, 7.0.0. */
export const findUp: readonly ApiModule[] = [
  {
    specifiers: ['find-up'],
    selves: ['default'],
    versions: { from: '1.0', before: '6.0' },
    functions: {
      sync: { to: '' },
    },
  },
  {
    specifiers: ['find-up'],
    selves: ['default'],
    versions: { from: '6.0', before: '8.0' },
    functions: {
      findUpSync: { to: 'findUp' },
      findUpMultipleSync: { to: 'findUpMultiple', returns: 'array' },
      pathExistsSync: { to: 'pathExists', returns: 'boolean' },
    },
  },
];
