// What which maps to: its function with a callback in version 1, which gives a promise from 2 on.
import type { ApiModule } from '../../core/api.ts';

/** Run with 1.3.1, 2.0.2, 3.0.1, 4.0.0, 5.0.0. Before 3 the asynchronous form rejects in spite of `nothrow`. */
export const which: readonly ApiModule[] = [
  {
    specifiers: ['which'],
    selves: ['default'],
    versions: { from: '1.0', before: '2.0' },
    functions: {
      sync: { to: '', options: { at: 1, without: ['nothrow'] }, form: 'promisify' },
    },
  },
  {
    specifiers: ['which'],
    selves: ['default'],
    versions: { from: '2.0', before: '3.0' },
    functions: {
      sync: { to: '', options: { at: 1, without: ['nothrow'] } },
    },
  },
  {
    specifiers: ['which'],
    selves: ['default'],
    versions: { from: '3.0', before: '6.0' },
    functions: {
      sync: { to: '' },
    },
  },
];
