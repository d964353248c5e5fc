require('../lib/prepare');
console.log('prepared', global.prepared);
