const { load, Reader } = require('./index');

console.log(load('a.txt'), new Reader().size('a.txt'));
