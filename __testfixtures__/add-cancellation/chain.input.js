// cancel: main
'use strict';

const { readFile, readdir } = require('fs/promises');

/**
 * Loads one file.
 * @param {string} file where it is
 * @param {number} [lines] how many lines of it,
 *   all when left out
 * @returns {Promise<string>}
 */
async function load(file, lines = 99) {
  const text = await readFile(file, 'utf8');
  return text.split('\n').slice(0, lines).join('|');
}

const lengthOf = async file => (await load(file)).length;

class Folder {
  constructor(path) {
    this.path = path;
  }

  async texts({ suffix = '.txt' } = {}) {
    const names = (await readdir(this.path)).filter((name) => name.endsWith(suffix)).sort();
    return Promise.all(names.map(async (name) => load(name, 1)));
  }

  async lengths(
    names,
    scale,
  ) {
    const found = [];
    for (const name of names) {
      found.push(await lengthOf(name) * scale);
    }
    return found;
  }
}

async function main() {
  const folder = new Folder('.');
  console.log(await folder.texts());
  console.log(await folder.texts({ suffix: 'a.txt' }));
  console.log(await folder.texts({}));
  console.log(await folder.lengths(['a.txt', 'b.txt'], 2), load.length, lengthOf.length, folder.lengths.length);
  const [one, two] = [load('b.txt'), load('c.txt')];
  console.log(await one, await two);
  const three = load('a.txt');
  const four = load('b.txt', 1);
  console.log(await Promise.all([three, four]));
}

main();
