const lib = require('./lib');
const { files, read: slurp } = lib;

async function main() {
  console.log(await lib.size('a.txt'), await slurp('a.txt'), files.read === slurp, await lib.nested.deep.exists('none'));
  console.log(await lib.pick('size')('a.txt'), typeof lib.version);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
