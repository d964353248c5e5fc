// What @babel/core maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 7.28.5; exports of 7.13.16. Configuration and plugins are loaded asynchronously, the rest works on the same thread. */
export const babelCore: readonly ApiModule[] = [
  {
    specifiers: ['@babel/core'],
    selves: ['default'],
    versions: { from: '7.13', before: '8.0' },
    functions: {
      transformSync: { to: 'transformAsync', returns: 'object' },
      transformFileSync: { to: 'transformFileAsync', returns: 'object' },
      transformFromAstSync: { to: 'transformFromAstAsync', returns: 'object' },
      parseSync: { to: 'parseAsync', returns: 'object' },
      loadOptionsSync: { to: 'loadOptionsAsync' },
      loadPartialConfigSync: { to: 'loadPartialConfigAsync' },
      createConfigItemSync: { to: 'createConfigItemAsync' },
    },
  },
];
