// What tmp maps to: a name for a file can be found asynchronously.
import type { ApiModule } from '../../core/api.ts';

const CLEANUP = 'the asynchronous form gives several values, and a function to remove it that takes a callback';

/** Run with 0.0.33, 0.1.0, 0.2.7. */
export const tmp: readonly ApiModule[] = [
  {
    specifiers: ['tmp'],
    selves: ['default'],
    versions: { from: '0.0', before: '0.3' },
    functions: {
      tmpNameSync: { to: 'tmpName', form: 'promisify', returns: 'string' },
      fileSync: { refuse: 'no-faithful-twin', why: CLEANUP },
      dirSync: { refuse: 'no-faithful-twin', why: CLEANUP },
    },
  },
];
