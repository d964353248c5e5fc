const { readdir, readFile } = require('fs/promises');
const path = require('path');

async function texts(dir) {
  const names = await readdir(dir);
  return Promise.all(names.sort().map(async (name, index, all) => {
    const text = await readFile(path.join(dir, name), 'utf8');
    return `${index}/${all.length} ${text.trim()}`;
  }));
}

texts('data').then((all) => console.log(all.join('\n')));
