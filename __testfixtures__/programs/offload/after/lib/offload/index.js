// Functions of this program that run in worker threads: await them. Written by unblock; see pool for settings and options.
const { OffloadError, close, configure, counts, offloaded } = require('./pool.js');

Object.assign(exports, { OffloadError, close, configure, counts });
exports.addUpInWorker = offloaded('addUp', () => require('../quiet.js'), 'addUp');
exports.callHiddenInWorker = offloaded('callHidden', () => require('../hidden.js'), 'callHidden');
exports.collectInWorker = offloaded('collect', () => require('../changed.js'), 'collect');
exports.crc32InWorker = offloaded('crc32', () => require('../crc.js'), 'crc32');
exports.doubledInWorker = offloaded('doubled', () => require('../self.js'), 'doubled');
exports.normaliseInWorker = offloaded('normalise', () => require('../normal.js'), 'normalise');
exports.shapeOfInWorker = offloaded('shapeOf', () => require('../shape.js'), 'shapeOf');
exports.slowHashInWorker = offloaded('slowHash', () => require('../hash.js'), 'slowHash');
