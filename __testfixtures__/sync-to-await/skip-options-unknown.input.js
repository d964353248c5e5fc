// expect: no-faithful-twin, options-unknown, spread-arguments
const fs = require('fs');

const quiet = { throwIfNoEntry: false };
const paths = ['a.txt', 'ignored'];
console.log(fs.statSync('none.txt', quiet), fs.existsSync(...paths), fs.existsSync('a.txt', 'ignored'));
