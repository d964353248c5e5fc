// What jsonfile maps to: its functions with a callback in version 4.
import type { ApiModule } from '../../core/api.ts';

/** Run with 4.0.0, 5.0.0, 6.2.1. With `throws: false` only the synchronous form gives null for a missing file; its error has the name of the file once more in front. Before 4 the functions need their `this`. */
export const jsonfile: readonly ApiModule[] = [
  {
    specifiers: ['jsonfile'],
    selves: ['default'],
    versions: { from: '4.0', before: '5.0' },
    functions: {
      readFileSync: { to: 'readFile', options: { at: 1, without: ['throws'] }, form: 'promisify' },
      writeFileSync: { to: 'writeFile', form: 'promisify', returns: 'undefined' },
    },
  },
  {
    specifiers: ['jsonfile'],
    selves: ['default'],
    versions: { from: '5.0', before: '7.0' },
    functions: {
      readFileSync: { to: 'readFile', options: { at: 1, without: ['throws'] } },
      writeFileSync: { to: 'writeFile', returns: 'undefined' },
    },
  },
];
