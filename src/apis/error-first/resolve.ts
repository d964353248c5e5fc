// resolve takes an error-first callback, and gives it the package.json as a second value.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off resolve 1.22.8 and 2.0.0-next.5 (lib/async.js). */
export const resolve: ErrorFirstModule = {
  specifiers: ['resolve'],
  functions: {
    '': { takes: 1, to: '', form: 'promisify', more: true },
  },
};
