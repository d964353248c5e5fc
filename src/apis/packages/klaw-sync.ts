// What is known of klaw-sync: klaw, which is asynchronous, is another package with other options.
import type { ApiModule } from '../../core/api.ts';

const NONE = 'the package has no asynchronous form; klaw has other options and another order';

/** Exports of 6.0.0. */
export const klawSync: readonly ApiModule[] = [
  {
    specifiers: ['klaw-sync'],
    selves: ['default'],
    versions: { from: '6.0', before: '7.0' },
    functions: {
      '': { refuse: 'no-faithful-twin', why: NONE },
    },
  },
];
