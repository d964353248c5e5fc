const { readFileSync } = require('fs');

const [first] = readFileSync('a.txt', 'utf8').split('\n');
console.log('run', first);
