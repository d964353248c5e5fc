// What mkdirp maps to: its function with a callback up to 0.5, which gives a promise from 1 on.
import type { ApiModule } from '../../core/api.ts';

/** Run with 0.5.6, 1.0.4, 2.1.6, 3.0.1: all give the first folder that was made, and nothing (null in 0.5) where there was none to make. */
export const mkdirp: readonly ApiModule[] = [
  {
    specifiers: ['mkdirp'],
    selves: ['default'],
    versions: { from: '0.5', before: '1.0' },
    functions: {
      sync: { to: '', form: 'promisify' },
      'mkdirp.sync': { to: '', form: 'promisify' },
      'mkdirP.sync': { to: '', form: 'promisify' },
    },
  },
  {
    specifiers: ['mkdirp'],
    selves: ['default'],
    versions: { from: '1.0', before: '2.0' },
    functions: {
      sync: { to: '' },
      manualSync: { to: 'manual' },
      nativeSync: { to: 'native' },
    },
  },
  {
    specifiers: ['mkdirp'],
    selves: ['default'],
    versions: { from: '2.0', before: '4.0' },
    functions: {
      sync: { to: 'mkdirp' },
      mkdirpSync: { to: 'mkdirp' },
      'mkdirp.sync': { to: 'mkdirp' },
      'mkdirp.mkdirpSync': { to: 'mkdirp' },
      mkdirpManualSync: { to: 'mkdirpManual' },
      mkdirpNativeSync: { to: 'mkdirpNative' },
      manualSync: { to: 'mkdirpManual' },
      nativeSync: { to: 'mkdirpNative' },
    },
  },
];
