// What is known of tinyglobby: nothing asynchronous gives its files in the same order.
import type { ApiModule } from '../../core/api.ts';

const ORDER = 'its asynchronous form gives the files in another order, which changes from run to run';

/** Exports of 0.2.17. That the order differs was seen in a run. */
export const tinyglobby: readonly ApiModule[] = [
  {
    specifiers: ['tinyglobby'],
    selves: ['default'],
    versions: { from: '0.2', before: '0.3' },
    functions: {
      globSync: { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
];
