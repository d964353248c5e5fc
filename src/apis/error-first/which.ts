// which takes an error-first callback up to version 2.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off which 1.3.1 and 2.0.2 (which.js); later ones are promises, and call no callback. */
export const which: ErrorFirstModule = {
  specifiers: ['which'],
  functions: {
    '': { takes: 1, to: '', form: 'promisify' },
  },
};
