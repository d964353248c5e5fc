// What touch maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 3.1.1. */
export const touch: readonly ApiModule[] = [
  {
    specifiers: ['touch'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {
      sync: { to: '', returns: 'undefined' },
      touchSync: { to: '', returns: 'undefined' },
      ftouchSync: { to: 'ftouch', returns: 'undefined' },
    },
  },
];
