const fs = require('fs');

function main() {
  console.log(fs.statSync('a.txt').size);
}

module.exports = { main: null };

if (module === require.main) {
  main();
}
