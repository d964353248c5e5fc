// expect: group-form
const { readFile, writeFile } = require('fs/promises');

const sizes = (files) => files.map(async (file) => (await readFile(file)).length);

async function total(files) {
  const lengths = await Promise.all(files.map((file) => load(file)));
  return lengths.reduce((sum, each) => sum + each, 0);
}

async function load(file) {
  return (await readFile(file)).length;
}

async function copies(files, signal) {
  await Promise.all(files.map(async (file) => {
    const text = await readFile(file);
    await writeFile(`${file}.${signal}`, text);
  }));
  return 'copied';
}

(async () => {
  const files = ['a.txt', 'b.txt'];
  console.log(await total(files) === (await Promise.all(sizes(files))).reduce((sum, each) => sum + each, 0));
  console.log(await total([...files, 'gone.txt']).catch(({ code }) => code));
  console.log(await copies(files, 'copy'), await total(files.map((file) => `${file}.copy`)) === await total(files));
})();
