// a caller that no test reaches
const path = require('path');
const list = require('../lib/list');

if (require.main === module) console.log(list(path.join(__dirname, '../lib')));
