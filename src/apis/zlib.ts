// What zlib maps to: the callback convenience functions of the same name, whose output is byte-identical.
import type { ApiModule } from '../core/api.ts';

/** Facts: https://nodejs.org/api/zlib.html. */
export const zlib: ApiModule = {
  specifiers: ['zlib', 'node:zlib'],
  selves: ['default'],
  functions: {
    brotliCompressSync: { to: 'brotliCompress', form: 'promisify', returns: 'buffer', minNode: '10.16' },
    brotliDecompressSync: { to: 'brotliDecompress', form: 'promisify', returns: 'buffer', minNode: '10.16' },
    deflateRawSync: { to: 'deflateRaw', form: 'promisify', returns: 'buffer' },
    deflateSync: { to: 'deflate', form: 'promisify', returns: 'buffer' },
    gunzipSync: { to: 'gunzip', form: 'promisify', returns: 'buffer' },
    gzipSync: { to: 'gzip', form: 'promisify', returns: 'buffer' },
    inflateRawSync: { to: 'inflateRaw', form: 'promisify', returns: 'buffer' },
    inflateSync: { to: 'inflate', form: 'promisify', returns: 'buffer' },
    unzipSync: { to: 'unzip', form: 'promisify', returns: 'buffer' },
    zstdCompressSync: { to: 'zstdCompress', form: 'promisify', returns: 'buffer', minNode: '22.15' },
    zstdDecompressSync: { to: 'zstdDecompress', form: 'promisify', returns: 'buffer', minNode: '22.15' },
    createZipArchiveSync: {
      refuse: 'no-faithful-twin',
      why: 'the archive that createZipArchiveSync gives is read synchronously; its asynchronous twin gives a stream',
    },
    'ZipEntry.createSync': {
      refuse: 'no-faithful-twin',
      why: 'zlib.ZipEntry exists from Node 26 only and its entries keep synchronous methods',
    },
    'ZipFile.openSync': {
      refuse: 'no-faithful-twin',
      why: 'zlib.ZipFile exists from Node 26 only and its files keep synchronous methods',
    },
  },
};
