// Functions of tmp give their callback a path and, but for names, a descriptor or a function that cleans up.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off tmp 0.0.33 and 0.2.1 (lib/tmp.js). Of several values a promise has the first. */
export const tmp: ErrorFirstModule = {
  specifiers: ['tmp'],
  functions: {
    dir: { takes: 0, to: 'dir', form: 'promisify', more: true },
    file: { takes: 0, to: 'file', form: 'promisify', more: true },
    tmpName: { takes: 0, to: 'tmpName', form: 'promisify' },
  },
};
