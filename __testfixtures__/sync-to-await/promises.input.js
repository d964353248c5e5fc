const fs = require('fs');

const load = (name) => fs.readFileSync(name, 'utf8');
async function later(name) {
  return load(name);
}
function pair() {
  return Promise.all(['a.txt', 'b.txt'].map((name) => later(name)));
}

later('a.txt')
  .then((text) => `${text}${load('b.txt')}`)
  .then(async (text) => {
    console.log(text, await pair());
    for await (const line of lines('c.txt')) console.log(line);
    return load('none.txt');
  })
  .catch((error) => console.log(error.code, fs.existsSync('a.txt')))
  .finally(() => console.log(fs.existsSync('none.txt')));

async function* lines(name) {
  for (const line of load(name).split('\n')) yield line;
}
