// What is known of sass: its asynchronous forms block, too.
import type { ApiModule } from '../../core/api.ts';

const CPU = 'the asynchronous form does the same work on the same thread, slower: it would block as before; a worker thread would not';

/** https://sass-lang.com/documentation/js-api/functions/compileasync/ */
export const sass: readonly ApiModule[] = [
  {
    specifiers: ['sass'],
    selves: ['default'],
    versions: { from: '1.45', before: '2.0' },
    functions: {
      compile: { refuse: 'no-faithful-twin', why: CPU },
      compileString: { refuse: 'no-faithful-twin', why: CPU },
      renderSync: { refuse: 'no-faithful-twin', why: CPU },
    },
  },
];
