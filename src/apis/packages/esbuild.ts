// What esbuild maps to.
import type { ApiModule } from '../../core/api.ts';

/** Exports of 0.17.19 and 0.25.10 (lib/main.js). The results are the same objects. */
export const esbuild: readonly ApiModule[] = [
  {
    specifiers: ['esbuild'],
    selves: ['default'],
    versions: { from: '0.17', before: '0.28' },
    functions: {
      buildSync: { to: 'build', returns: 'object' },
      transformSync: { to: 'transform', returns: 'object' },
      formatMessagesSync: { to: 'formatMessages', returns: 'array' },
      analyzeMetafileSync: { to: 'analyzeMetafile', returns: 'string' },
    },
  },
];
