const fs = require('fs');

async function read(name, encoding) {
  return this.mark + await fs.promises.readFile(name, encoding);
}

const marked = { mark: '> ' };
const bound = read.bind(marked);
async function main() {
console.log(await read.call(marked, 'a.txt', 'utf8'), await read.apply(marked, ['b.txt', 'utf8']), await bound('c.txt', 'utf8'));
console.log((await read.bind(marked, 'a.txt')('utf8')).length);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
