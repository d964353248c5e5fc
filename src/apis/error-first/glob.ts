// glob takes an error-first callback up to version 8, and returns a walker besides.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

const glob: ErrorFirst = { takes: 1, to: '', form: 'promisify', handle: true };

/** Read off glob 7.2.3 and 8.1.0 (glob.js); later ones are promises, and call no callback. */
export const globPackage: ErrorFirstModule = {
  specifiers: ['glob'],
  functions: { '': glob, glob: { ...glob, to: 'glob' } },
};
