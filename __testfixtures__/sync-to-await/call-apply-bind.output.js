const fs = require('fs');

async function read(name, encoding) {
  return this.mark + await fs.promises.readFile(name, encoding);
}

const marked = { mark: '> ' };
const bound = read.bind(marked);
async function main() {
console.log(await read.call(marked, 'a.txt', 'utf8'), await read.apply(marked, ['b.txt', 'utf8']), await bound('c.txt', 'utf8'));
console.log((await read.bind(marked, 'a.txt')('utf8')).length);

// an instance that is handed on keeps its methods to itself, also in a list of arguments
class Shelf {
  async read(name) {
    return (await fs.promises.readFile(name, 'utf8')).length;
  }
}
const shelf = new Shelf();
const hook = Reflect.get(globalThis, 'hook');
if (hook) hook.apply(null, [shelf, 'a.txt']);
console.log(await shelf.read('a.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
