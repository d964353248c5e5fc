const { readFile, stat } = require('fs/promises');

const text = (file) => readFile(file, 'utf8');

async function pair(name) {
  const [one, two] = await Promise.all([text(`${name}.txt`), text(`${name}.txt`)]);
  return one === two;
}

async function pairs(names) {
  return await Promise.all(names.map(async (name) => {
    const [same, { size }] = await Promise.all([pair(name), stat(`${name}.txt`)]);
    return same && size > 0;
  }));
}

(async () => {
  console.log(await pairs(['a', 'b']));
  console.log(await pairs(['a', 'gone']).catch(({ code }) => code));
})();
