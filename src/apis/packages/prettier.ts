// What prettier 2 maps to; from version 3 on all of it is asynchronous.
import type { ApiModule } from '../../core/api.ts';

const NONE = 'there is no asynchronous form in this version; it could be done in a worker thread';

/** Exports of 2.8.8. */
export const prettier: readonly ApiModule[] = [
  {
    specifiers: ['prettier'],
    selves: ['default'],
    versions: { from: '2.0', before: '3.0' },
    functions: {
      format: { refuse: 'no-faithful-twin', why: NONE },
      formatWithCursor: { refuse: 'no-faithful-twin', why: NONE },
      check: { refuse: 'no-faithful-twin', why: NONE },
      'resolveConfig.sync': { to: 'resolveConfig' },
      'resolveConfigFile.sync': { to: 'resolveConfigFile' },
      'getFileInfo.sync': { to: 'getFileInfo', returns: 'object' },
    },
  },
  {
    specifiers: ['prettier'],
    selves: ['default'],
    versions: { from: '3.0', before: '4.0' },
    functions: {},
  },
];
