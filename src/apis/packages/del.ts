// What del maps to: it sorts what it removed.
import type { ApiModule } from '../../core/api.ts';

/** Run with 5.1.0, 6.1.1, 7.1.0, 8.0.0. Up to 4 it does not sort. deleteSync does not call `onProgress`. */
export const del: readonly ApiModule[] = [
  {
    specifiers: ['del'],
    selves: ['default'],
    versions: { from: '5.0', before: '7.0' },
    functions: {
      sync: { to: '', returns: 'array', options: { at: 1, without: ['onProgress', 'concurrency', 'signal'] } },
    },
  },
  {
    specifiers: ['del'],
    selves: ['default'],
    versions: { from: '7.0', before: '9.0' },
    functions: {
      deleteSync: { to: 'deleteAsync', returns: 'array', options: { at: 1, without: ['onProgress', 'concurrency', 'signal'] } },
    },
  },
];
