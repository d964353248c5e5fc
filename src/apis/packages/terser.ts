// What terser maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 5.44.0: results and errors. */
export const terser: readonly ApiModule[] = [
  {
    specifiers: ['terser'],
    selves: ['default'],
    versions: { from: '5.44', before: '6.0' },
    functions: {
      minify_sync: { to: 'minify', returns: 'object' },
    },
  },
];
