// mkdirp takes an error-first callback up to 0.5.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off mkdirp 0.5.6 (index.js). From 1.0 on it returns a promise and calls none: such calls are left alone by their callback never being called. */
export const mkdirp: ErrorFirstModule = {
  specifiers: ['mkdirp'],
  functions: {
    '': { takes: 1, to: '', form: 'promisify' },
    mkdirP: { takes: 1, to: 'mkdirP', form: 'promisify' },
    mkdirp: { takes: 1, to: 'mkdirp', form: 'promisify' },
  },
};
