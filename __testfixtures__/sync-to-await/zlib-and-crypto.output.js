const crypto = require('crypto');
const zlib = require('zlib');
const { promisify } = require('node:util');
const gzipAsync = promisify(zlib.gzip);
const gunzipAsync = promisify(zlib.gunzip);
const inflateRawAsync = promisify(zlib.inflateRaw);
const deflateRawAsync = promisify(zlib.deflateRaw);
const brotliDecompressAsync = promisify(zlib.brotliDecompress);
const brotliCompressAsync = promisify(zlib.brotliCompress);
const pbkdf2Async = promisify(crypto.pbkdf2);
const scryptAsync = promisify(crypto.scrypt);
const generateKeyPairAsync = promisify(crypto.generateKeyPair);
const hkdfAsync = promisify(crypto.hkdf);

const pack = async (text) => await gzipAsync(Buffer.from(text), { level: 9 });

async function main() {
console.log((await gunzipAsync(await pack('packed'))).toString());
console.log((await inflateRawAsync(await deflateRawAsync('raw'))).toString(), (await brotliDecompressAsync(await brotliCompressAsync('br'))).toString());
console.log((await pbkdf2Async('p', 's', 10, 8, 'sha1')).toString('hex'), (await scryptAsync('p', 's', 8)).toString('hex'));
const { publicKey } = await generateKeyPairAsync('ec', { namedCurve: 'P-256' });
console.log(publicKey.type, Buffer.from(await hkdfAsync('sha256', 'k', 's', 'i', 4)).toString('hex'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
