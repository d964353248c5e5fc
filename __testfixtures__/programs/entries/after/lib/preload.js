const fs = require('fs');

global.preloaded = fs.existsSync('a.txt');
