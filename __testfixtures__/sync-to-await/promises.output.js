const fs = require('fs');

const load = async (name) => await fs.promises.readFile(name, 'utf8');
async function later(name) {
  return await load(name);
}
function pair() {
  return Promise.all(['a.txt', 'b.txt'].map((name) => later(name)));
}

later('a.txt')
  .then(async (text) => `${text}${await load('b.txt')}`)
  .then(async (text) => {
    console.log(text, await pair());
    for await (const line of lines('c.txt')) console.log(line);
    return await load('none.txt');
  })
  .catch(async (error) => console.log(error.code, await fs.promises.access('a.txt').then(() => true, () => false)))
  .finally(async () => console.log(await fs.promises.access('none.txt').then(() => true, () => false)));

async function* lines(name) {
  for (const line of (await load(name)).split('\n')) yield line;
}
