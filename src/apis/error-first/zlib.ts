// Which functions of zlib take an error-first callback.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Facts: https://nodejs.org/api/zlib.html#convenience-methods. */
export const zlib: ErrorFirstModule = {
  specifiers: ['zlib', 'node:zlib'],
  selves: ['default'],
  functions: {
    brotliCompress: { takes: 1, to: 'brotliCompress', form: 'promisify' },
    brotliDecompress: { takes: 1, to: 'brotliDecompress', form: 'promisify' },
    deflate: { takes: 1, to: 'deflate', form: 'promisify' },
    deflateRaw: { takes: 1, to: 'deflateRaw', form: 'promisify' },
    gunzip: { takes: 1, to: 'gunzip', form: 'promisify' },
    gzip: { takes: 1, to: 'gzip', form: 'promisify' },
    inflate: { takes: 1, to: 'inflate', form: 'promisify' },
    inflateRaw: { takes: 1, to: 'inflateRaw', form: 'promisify' },
    unzip: { takes: 1, to: 'unzip', form: 'promisify' },
    zstdCompress: { takes: 1, to: 'zstdCompress', form: 'promisify' },
    zstdDecompress: { takes: 1, to: 'zstdDecompress', form: 'promisify' },
  },
};
