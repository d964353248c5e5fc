// expect: ambiguous-callee
const fs = require('fs');

const fake = { readFileSync: (file) => `fake ${file}` };
const disk = process.argv.length > 5 ? fake : fs;
console.log(disk.readFileSync('a.txt', 'utf8'));
