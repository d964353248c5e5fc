// What is known of shelljs: all of it is synchronous.
import type { ApiModule } from '../../core/api.ts';

const NONE = 'shelljs has no asynchronous form of it; node:fs and node:child_process have';
const EXEC = 'it blocks unless `async: true` or a callback is handed over, and then gives a process and no result';

/** Exports of 0.8.5. */
export const shelljs: readonly ApiModule[] = [
  {
    specifiers: ['shelljs'],
    selves: ['default'],
    versions: { from: '0.8', before: '0.11' },
    functions: {
      cat: { refuse: 'no-faithful-twin', why: NONE },
      cd: { refuse: 'no-faithful-twin', why: NONE },
      chmod: { refuse: 'no-faithful-twin', why: NONE },
      cp: { refuse: 'no-faithful-twin', why: NONE },
      exec: { refuse: 'no-faithful-twin', why: EXEC },
      find: { refuse: 'no-faithful-twin', why: NONE },
      grep: { refuse: 'no-faithful-twin', why: NONE },
      head: { refuse: 'no-faithful-twin', why: NONE },
      ln: { refuse: 'no-faithful-twin', why: NONE },
      ls: { refuse: 'no-faithful-twin', why: NONE },
      mkdir: { refuse: 'no-faithful-twin', why: NONE },
      mv: { refuse: 'no-faithful-twin', why: NONE },
      pushd: { refuse: 'no-faithful-twin', why: NONE },
      popd: { refuse: 'no-faithful-twin', why: NONE },
      rm: { refuse: 'no-faithful-twin', why: NONE },
      sed: { refuse: 'no-faithful-twin', why: NONE },
      sort: { refuse: 'no-faithful-twin', why: NONE },
      tail: { refuse: 'no-faithful-twin', why: NONE },
      tempdir: { refuse: 'no-faithful-twin', why: NONE },
      test: { refuse: 'no-faithful-twin', why: NONE },
      touch: { refuse: 'no-faithful-twin', why: NONE },
      uniq: { refuse: 'no-faithful-twin', why: NONE },
      which: { refuse: 'no-faithful-twin', why: NONE },
    },
  },
];
