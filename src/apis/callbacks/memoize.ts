// What memoizing functions do with what they are handed.
import type { CallbackModule, CallbackRule } from '../../core/api.ts';

/**
 * The result is remembered by the first argument, a promise like any other value. What is thrown is not remembered, so a
 * function that may reject would give its first error for ever.
 */
const remembers: CallbackRule = { use: 'remembered', argument: 0, options: [] };

/** Read off memoize 10.1.0 (distribution/index.js): options may bring a cache or a time limit of their own. */
export const memoize: CallbackModule = {
  specifiers: ['memoize'],
  functions: { '': [{ ...remembers, options: ['cacheKey'] }], memoizeClear: [{ use: 'uncalled', argument: 0 }] },
};

/** Read off lodash 4.17.21 (memoize.js): a second argument makes the key. */
export const lodashMemoize: CallbackModule = {
  specifiers: ['lodash.memoize', 'lodash/memoize'],
  functions: { '': [remembers] },
};
