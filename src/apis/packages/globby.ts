// What is known of globby: fast-glob does its work.
import type { ApiModule } from '../../core/api.ts';

const ORDER = 'its asynchronous form gives the files in another order, which changes from run to run';

/** Exports of 6.1.0, 11.1.0, 14.0.2. */
export const globby: readonly ApiModule[] = [
  {
    specifiers: ['globby'],
    selves: ['default'],
    versions: { from: '6.0', before: '12.0' },
    functions: {
      sync: { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
  {
    specifiers: ['globby'],
    selves: ['default'],
    versions: { from: '12.0', before: '15.0' },
    functions: {
      globbySync: { refuse: 'no-faithful-twin', why: ORDER },
    },
  },
];
