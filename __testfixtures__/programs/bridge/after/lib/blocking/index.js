// Functions of this program for callers that cannot wait: this thread stands still meanwhile. Written by unblock; see blocking for what that costs.
const { BlockingError, configure, blocking } = require('./blocking.js');

Object.assign(exports, { BlockingError, configure });
exports.loadBlocking = blocking('load', () => require('../load.js'), 'load');
exports.noteBlocking = blocking('note', () => require('../noted.js'), 'note');
exports.pageBlocking = blocking('page', () => require('../page.js'), 'page');
