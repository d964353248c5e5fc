// What isbinaryfile maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 4.0.10, 5.0.7, 6.0.0: text, a folder, a missing file. */
export const isbinaryfile: readonly ApiModule[] = [
  {
    specifiers: ['isbinaryfile'],
    selves: ['default'],
    versions: { from: '4.0', before: '7.0' },
    functions: {
      isBinaryFileSync: { to: 'isBinaryFile', returns: 'boolean' },
    },
  },
];
