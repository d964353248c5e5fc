// The functions of jsonfile take an error-first callback; from version 6 on they give promises as well.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off jsonfile 4.0.0 and 6.1.0 (index.js). */
export const jsonfile: ErrorFirstModule = {
  specifiers: ['jsonfile'],
  selves: ['default'],
  functions: {
    readFile: { takes: 1, to: 'readFile', form: 'promisify' },
    writeFile: { takes: 2, to: 'writeFile', form: 'promisify', values: 0 },
  },
};
