// expect: ambiguous-callee, foreign-callback
const fs = require('fs');
const name = process.argv[2] || 'os';
const other = require(name);

const read = (file) => fs.readFileSync(file, 'utf8');
console.log(typeof other.EOL, [read].map((f) => typeof f));
console.log((process.argv[3] ? other : { run: (f, x) => f(x) }).run(read, 'a.txt'));
