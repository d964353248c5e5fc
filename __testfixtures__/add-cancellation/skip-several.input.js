// cancel: main
// expect: cancel-callee, cancel-kind
const { readFile } = require('fs/promises');

const readers = {
  plain: async (file) => (await readFile(file)).length,
  twice: async (file, times) => (await readFile(file)).length * (times ?? 2),
};

class Base {
  async size(file) { return (await readFile(file)).length; }
}

class Counted extends Base {
  async size(file, ...rest) { return (await super.size(file)) + rest.length; }
}

async function main() {
  for (const name of ['plain', 'twice'].slice(process.argv.length)) console.log(name);
  const chosen = process.argv.length > 1 ? readers.plain : readers.twice;
  console.log(await chosen('a.txt'));
  const sizes = process.argv.length > 1 ? new Counted() : new Base();
  console.log(await sizes.size('b.txt'));
}

main();
