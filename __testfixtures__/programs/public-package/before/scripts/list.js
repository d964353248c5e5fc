const { list } = require('../lib/load');

console.log(list());
