const fs = require('fs');

for (const name of ['a.txt', 'none.txt', 'b.txt']) console.log(fs.readFileSync(name, 'utf8'));
