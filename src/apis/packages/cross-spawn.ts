// What is known of cross-spawn.
import type { ApiModule } from '../../core/api.ts';

const EVENTS = 'its asynchronous form is a process with events and no result';

/** Exports of 5.1.0, 6.0.6, 7.0.6. */
export const crossSpawn: readonly ApiModule[] = [
  {
    specifiers: ['cross-spawn'],
    selves: ['default'],
    versions: { from: '5.0', before: '8.0' },
    functions: {
      sync: { refuse: 'no-faithful-twin', why: EVENTS },
      'spawn.sync': { refuse: 'no-faithful-twin', why: EVENTS },
    },
  },
];
