const path = require('path');
const { open } = require('./lib/documents');

function main() {
  console.log(open(path.join(__dirname, 'package.json')).includes('private'));
}

main();
