// What rimraf maps to: its function with a callback up to 3, which gives a promise from 4 on.
import type { ApiModule } from '../../core/api.ts';

/** Run with 2.7.1, 3.0.2, 4.4.1, 5.0.10, 6.0.1: results, missing files, patterns, paths below a file. Up to 3 the function with a callback does not take `undefined` for options. */
export const rimraf: readonly ApiModule[] = [
  {
    specifiers: ['rimraf'],
    selves: ['default'],
    versions: { from: '2.5', before: '4.0' },
    functions: {
      sync: { to: '', options: { at: 1 }, form: 'promisify', returns: 'undefined' },
    },
  },
  {
    specifiers: ['rimraf'],
    selves: ['default'],
    versions: { from: '4.0', before: '7.0' },
    functions: {
      sync: { to: 'rimraf' },
      rimrafSync: { to: 'rimraf' },
      'rimraf.sync': { to: 'rimraf' },
      'rimraf.rimrafSync': { to: 'rimraf' },
      nativeSync: { to: 'native' },
      manualSync: { to: 'manual' },
      posixSync: { to: 'posix' },
      windowsSync: { to: 'windows' },
      moveRemoveSync: { to: 'moveRemove' },
    },
  },
];
