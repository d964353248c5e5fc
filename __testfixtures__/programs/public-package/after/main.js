const { load, Reader, handlers } = require('./index');

console.log(load('a.txt'), new Reader().size('a.txt'));
for (const name of Object.keys(handlers)) console.log(handlers[name]('a.txt'));
