// expect: passed-as-value
const fs = require('fs');

console.log(['a.txt', 'none.txt'].map(fs.existsSync), ['a.txt'].map(String).filter(fs.existsSync));
