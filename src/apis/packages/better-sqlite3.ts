// What is known of better-sqlite3: all of it is synchronous.
import type { ApiModule } from '../../core/api.ts';

const NONE = 'better-sqlite3 has no asynchronous form; a connection of its own in a worker thread (offload) does not block';

/** https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md; exports of 12.4.1. */
export const betterSqlite3: readonly ApiModule[] = [
  {
    specifiers: ['better-sqlite3'],
    selves: ['default'],
    versions: { from: '7.0', before: '13.0' },
    functions: {},
    methods: {
      '().exec': { refuse: 'no-faithful-twin', why: NONE },
      '().pragma': { refuse: 'no-faithful-twin', why: NONE },
      '().prepare().all': { refuse: 'no-faithful-twin', why: NONE },
      '().prepare().get': { refuse: 'no-faithful-twin', why: NONE },
      '().prepare().run': { refuse: 'no-faithful-twin', why: NONE },
    },
  },
];
