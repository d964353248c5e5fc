// What write-file-atomic maps to: its function with a callback before version 3.
import type { ApiModule } from '../../core/api.ts';

/** Run with 1.3.4, 2.4.3, 3.0.3, 5.0.1, 6.0.0: contents, modes, numbers for text, a folder that is missing. The asynchronous form queues the writes of one file. */
export const writeFileAtomic: readonly ApiModule[] = [
  {
    specifiers: ['write-file-atomic'],
    selves: ['default'],
    versions: { from: '1.0', before: '3.0' },
    functions: {
      sync: { to: '', form: 'promisify', returns: 'undefined' },
    },
  },
  {
    specifiers: ['write-file-atomic'],
    selves: ['default'],
    versions: { from: '3.0', before: '7.0' },
    functions: {
      sync: { to: '', returns: 'undefined' },
    },
  },
];
