// mv takes an error-first callback.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off mv 2.1.1 (index.js). Its error is what the last of several functions gave. */
export const mv: ErrorFirstModule = {
  specifiers: ['mv'],
  functions: {
    '': { takes: 2, to: '', form: 'promisify', values: 0, noError: 'any' },
  },
};
