const { count } = require('./lib');

console.log('count', count('a.txt'));
