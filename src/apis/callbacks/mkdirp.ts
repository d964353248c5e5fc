// What mkdirp does with its callback.
import type { CallbackModule } from '../../core/api.ts';

/** Read off mkdirp 0.5.6 (index.js): the callback is that of fs.mkdir or fs.stat. From 1.0 on there is none, it is not called. */
export const mkdirp: CallbackModule = {
  specifiers: ['mkdirp'],
  functions: { '': [{ use: 'once', argument: -1 }], mkdirp: [{ use: 'once', argument: -1 }], mkdirP: [{ use: 'once', argument: -1 }] },
};
