// What fs-jetpack maps to: the function of the same name with Async.
import type { ApiModule } from '../../core/api.ts';

const ORDER = 'its asynchronous form may give the entries in another order';
const FILTER = 'its option `matching` and its overwriting function are called at other times';

/** Run with 5.1.0: read, list, exists, inspect, remove; exports of the others. */
export const fsJetpack: readonly ApiModule[] = [
  {
    specifiers: ['fs-jetpack'],
    selves: ['default'],
    versions: { from: '4.0', before: '6.0' },
    functions: {
      append: { to: 'appendAsync' },
      exists: { to: 'existsAsync' },
      inspect: { to: 'inspectAsync' },
      list: { to: 'listAsync' },
      move: { to: 'moveAsync' },
      read: { to: 'readAsync' },
      remove: { to: 'removeAsync' },
      rename: { to: 'renameAsync' },
      symlink: { to: 'symlinkAsync' },
      write: { to: 'writeAsync' },
      find: { refuse: 'no-faithful-twin', why: ORDER },
      copy: { refuse: 'no-faithful-twin', why: FILTER },
      inspectTree: { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
];
