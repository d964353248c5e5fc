// `question` of readline hands the answer over, and no error.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Facts: https://nodejs.org/api/readline.html#rlquestionquery-options-callback. At the end of the input it never calls back, and no form of it does otherwise. */
export const readline: ErrorFirstModule = {
  specifiers: ['readline', 'node:readline'],
  selves: ['default'],
  functions: {
    'createInterface().question': { takes: 1, to: '', form: 'resolve', bare: true },
    'Interface().question': { takes: 1, to: '', form: 'resolve', bare: true },
  },
};
