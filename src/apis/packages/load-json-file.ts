// What load-json-file maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 4.0.0, 6.2.0, 7.0.1, with files that are no JSON, too. */
export const loadJsonFile: readonly ApiModule[] = [
  {
    specifiers: ['load-json-file'],
    selves: ['default'],
    versions: { from: '4.0', before: '7.0' },
    functions: {
      sync: { to: '' },
    },
  },
  {
    specifiers: ['load-json-file'],
    selves: ['default'],
    versions: { from: '7.0', before: '8.0' },
    functions: {
      loadJsonFileSync: { to: 'loadJsonFile' },
    },
  },
];
