// write-file-atomic takes an error-first callback in all its versions.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off write-file-atomic 2.4.3 and 5.0.1 (index.js). Without an error it hands on what comes out of promises. */
export const writeFileAtomic: ErrorFirstModule = {
  specifiers: ['write-file-atomic'],
  functions: {
    '': { takes: 2, to: '', form: 'promisify', values: 0, noError: 'any' },
  },
};
