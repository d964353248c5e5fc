// expect: aliased-api
const fs = require('fs');

const io = { text: fs.readFileSync };
console.log(io.text('a.txt', 'utf8'), fs.readFileSync.call(fs, 'b.txt', 'utf8'), fs.existsSync.apply(null, ['c.txt']));
