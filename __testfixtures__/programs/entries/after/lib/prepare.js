const fs = require('fs');

// its importer goes on at once
global.prepared = fs.existsSync('a.txt');
