const crypto = require('crypto');
const { gzipSync, gunzipSync } = require('node:zlib');
const zlib = require('zlib');

const pack = (text) => gzipSync(Buffer.from(text), { level: 9 });

console.log(gunzipSync(pack('packed')).toString());
console.log(zlib.inflateRawSync(zlib.deflateRawSync('raw')).toString(), zlib.brotliDecompressSync(zlib.brotliCompressSync('br')).toString());
console.log(crypto.pbkdf2Sync('p', 's', 10, 8, 'sha1').toString('hex'), crypto.scryptSync('p', 's', 8).toString('hex'));
const { publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
console.log(publicKey.type, Buffer.from(crypto.hkdfSync('sha256', 'k', 's', 'i', 4)).toString('hex'));
