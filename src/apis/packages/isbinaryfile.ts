// What isbinaryfile maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 4.0.10 and 5.0.7: text, a folder, a missing file. */
export const isbinaryfile: readonly ApiModule[] = [
  {
    specifiers: ['isbinaryfile'],
    selves: ['default'],
    versions: { from: '4.0', before: '6.0' },
    functions: {
      isBinaryFileSync: { to: 'isBinaryFile', returns: 'boolean' },
    },
  },
];
