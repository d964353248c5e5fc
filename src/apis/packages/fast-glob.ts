// What is known of fast-glob: nothing asynchronous gives its files in the same order.
import type { ApiModule } from '../../core/api.ts';

const ORDER = 'its asynchronous form gives the files in another order, which changes from run to run';

/** Exports of 2.2.7 and 3.3.3. That the order differs was seen in runs of 3.3.3. */
export const fastGlob: readonly ApiModule[] = [
  {
    specifiers: ['fast-glob'],
    selves: ['default'],
    versions: { from: '2.0', before: '3.0' },
    functions: {
      sync: { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
  {
    specifiers: ['fast-glob'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {
      sync: { refuse: 'no-faithful-twin', why: ORDER },
      globSync: { refuse: 'no-faithful-twin', why: ORDER },
      'glob.sync': { refuse: 'no-faithful-twin', why: ORDER },
      'glob.globSync': { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
];
