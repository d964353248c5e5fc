// What resolve maps to: its function with a callback, where no option is a function.
import type { ApiModule } from '../../core/api.ts';

/** Run with 1.22.10. Without `basedir` both look at who called them, which is another one after util.promisify; `isFile` and the like have callbacks in one form. */
export const resolve: readonly ApiModule[] = [
  {
    specifiers: ['resolve'],
    selves: ['default'],
    versions: { from: '1.0', before: '2.0' },
    functions: {
      sync: { to: '', options: { at: 1, needs: ['basedir'], only: ['basedir', 'extensions', 'includeCoreModules', 'moduleDirectory', 'paths', 'preserveSymlinks'] }, form: 'promisify', returns: 'string' },
    },
  },
];
