// recursive-readdir takes an error-first callback; from version 2.2 on it gives a promise as well.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off recursive-readdir 1.3.0 and 2.2.3 (index.js). */
export const recursiveReaddir: ErrorFirstModule = {
  specifiers: ['recursive-readdir'],
  functions: {
    '': { takes: 1, to: '', form: 'promisify' },
  },
};
