const { first } = require('../lib/tool');
require('../lib/sizes');

console.log(first('x\ny'), require('../lib/late'));
