const fs = require('fs');

const tell = (text) => console.log('tool', text);

exports.first = (text) => text.split('\n')[0];

if (require.main === module) {
  // the entry alone does this
  const file = process.argv[2] || 'a.txt';
  tell(exports.first(fs.readFileSync(file, 'utf8'))); // told
}

function unused() {}
