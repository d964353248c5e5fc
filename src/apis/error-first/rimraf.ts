// rimraf takes an error-first callback up to 3.0.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off rimraf 2.7.1 and 3.0.2 (rimraf.js). */
export const rimraf: ErrorFirstModule = {
  specifiers: ['rimraf'],
  functions: {
    '': { takes: 1, to: '', form: 'promisify', values: 0 },
  },
};
