const lib = require('./lib');
const { files, read: slurp } = lib;

function main() {
  console.log(lib.size('a.txt'), slurp('a.txt'), files.read === slurp, lib.nested.deep.exists('none'));
  console.log(lib.pick('size')('a.txt'), typeof lib.version);
}

main();
