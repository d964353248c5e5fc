// expect: group-waits
const { readFile } = require('fs/promises');

const other = async (file) => `${file.slice(0, 1)}.txt`;

async function both(file) {
  return await Promise.all([readFile(file, 'utf8'), readFile(await other(file), 'utf8')]);
}

async function all(files) {
  return await Promise.all((await files).map((file) => readFile(file)));
}

(async () => {
  console.log((await both('a.txt')).length, (await all(Promise.resolve(['a.txt']))).length);
})();
