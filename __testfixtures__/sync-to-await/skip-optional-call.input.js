// expect: optional-call
const fs = require('fs');

const names = process.argv.length > 9 ? undefined : ['a.txt'];
console.log(names?.map((name) => fs.readFileSync(name, 'utf8')));
