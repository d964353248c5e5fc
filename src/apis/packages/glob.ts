// What glob maps to: up to version 8 its function with a callback.
import type { ApiModule } from '../../core/api.ts';

const ORDER = 'it gives files in the order in which folders are read, which changes from run to run where that is asynchronous';
const CLASS = 'a constructor works at once, and cannot be awaited';

/** Run with 5.0.15, 6.0.4, 7.2.3, 8.1.0: both forms sort, unless `nosort` says otherwise. From 9.0 on neither does (https://github.com/isaacs/node-glob#readme). */
export const glob: readonly ApiModule[] = [
  {
    specifiers: ['glob'],
    selves: ['default'],
    versions: { from: '5.0', before: '9.0' },
    functions: {
      sync: { to: '', options: { at: 1, without: ['nosort', 'sync'] }, adapter: 'glob', form: 'promisify', returns: 'array' },
      'glob.sync': { to: '', options: { at: 1, without: ['nosort', 'sync'] }, adapter: 'glob', form: 'promisify', returns: 'array' },
      GlobSync: { refuse: 'no-faithful-twin', why: CLASS },
      'sync.GlobSync': { refuse: 'no-faithful-twin', why: CLASS },
    },
  },
  {
    specifiers: ['glob'],
    selves: ['default'],
    versions: { from: '9.0', before: '12.0' },
    functions: {
      sync: { refuse: 'no-faithful-twin', why: ORDER },
      globSync: { refuse: 'no-faithful-twin', why: ORDER },
      'glob.sync': { refuse: 'no-faithful-twin', why: ORDER },
      'glob.globSync': { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
];
