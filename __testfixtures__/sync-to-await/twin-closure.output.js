// A version of a function inside of another one shares its variables; what is inside of the version waits there.
const fs = require('fs');

async function makeReader(prefix) {
  let count = 0;
  function read(name) {
    count++;
    const get = () => fs.readFileSync(name, 'utf8');
    return `${prefix}${count}:${get().length}`;
  }

  async function readAsync(name) {
    count++;
    const get = async () => await fs.promises.readFile(name, 'utf8');
    return `${prefix}${count}:${(await get()).length}`;
  }
  const parsed = JSON.parse('{"a":1}', (key, value) => (key === '' ? value : read('a.txt')));
  return [parsed.a, await readAsync('b.txt'), count];
}

async function main() {
console.log((await makeReader('x')).join());
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
