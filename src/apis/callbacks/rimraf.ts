// What rimraf does with its callback.
import type { CallbackModule } from '../../core/api.ts';

/** Read off rimraf 2.7.1 and 3.0.2 (rimraf.js): called when the last path is gone, after at least one fs.lstat or glob. From 4.0 on there is none. */
export const rimraf: CallbackModule = {
  specifiers: ['rimraf'],
  functions: { '': [{ use: 'once', argument: -1 }] },
};
