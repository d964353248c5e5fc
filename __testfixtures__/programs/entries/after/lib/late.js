const fs = require('fs');

module.exports = 'late';

if (require.main === module) {
  console.log(fs.existsSync('a.txt'));
}
console.log('after');
