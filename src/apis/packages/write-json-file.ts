// What write-json-file maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 3.2.0, 4.3.0, 6.0.0; exports of 5.0.0. */
export const writeJsonFile: readonly ApiModule[] = [
  {
    specifiers: ['write-json-file'],
    selves: ['default'],
    versions: { from: '3.0', before: '5.0' },
    functions: {
      sync: { to: '', returns: 'undefined' },
    },
  },
  {
    specifiers: ['write-json-file'],
    selves: ['default'],
    versions: { from: '5.0', before: '7.0' },
    functions: {
      writeJsonFileSync: { to: 'writeJsonFile', returns: 'undefined' },
    },
  },
];
