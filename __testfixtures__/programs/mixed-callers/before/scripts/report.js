const { readLines } = require('../lib/read');

console.log('report', readLines('a.txt').join('|'));
