// Functions of this program that run in worker threads: await them. Written by unblock; see pool for settings and options.
const { OffloadError, close, configure, counts, offloaded } = require('./pool.js');

Object.assign(exports, { OffloadError, close, configure, counts });
exports.deflateInWorker = offloaded('deflate', () => require('pako'), 'deflate');
