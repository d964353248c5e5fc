const { size } = require('./index.js');

function main() {
  console.log(size(require.resolve('./package.json')) > 0);
}

main();
