// ncp takes an error-first callback; its error is a list.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

/** With options it may call back at once, where a filter drops all, and several times, where it stops on errors. */
const ncp: ErrorFirst = { takes: 2, to: '', form: 'promisify', values: 0, plain: true };

/** Read off ncp 2.0.0 (lib/ncp.js). */
export const ncpPackage: ErrorFirstModule = {
  specifiers: ['ncp'],
  functions: { '': ncp, ncp: { ...ncp, to: 'ncp' } },
};
