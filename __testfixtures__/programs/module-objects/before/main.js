const { files, handlers, formats } = require('./index');

console.log(files.size('a.txt'), Object.keys(formats).length);
for (const name of Object.keys(handlers)) console.log(handlers[name]('a.txt'));
