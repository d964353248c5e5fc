const { size } = require('./lib/shared.js');

console.log('legacy', size);
