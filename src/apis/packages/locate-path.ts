// What locate-path maps to: both forms prefer the paths in their order.
import type { ApiModule } from '../../core/api.ts';

/** Run with 2.0.0, 3.0.0, 5.0.0, 6.0.0, 7.2.0. */
export const locatePath: readonly ApiModule[] = [
  {
    specifiers: ['locate-path'],
    selves: ['default'],
    versions: { from: '2.0', before: '7.0' },
    functions: {
      sync: { to: '', options: { at: 1, without: ['preserveOrder'] } },
    },
  },
  {
    specifiers: ['locate-path'],
    selves: ['default'],
    versions: { from: '7.0', before: '8.0' },
    functions: {
      locatePathSync: { to: 'locatePath', options: { at: 1, without: ['preserveOrder'] } },
    },
  },
];
