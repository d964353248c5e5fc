// cancel: main
'use strict';

const { readFile, readdir } = require('fs/promises');

/**
 * Loads one file.
 * @param {string} file where it is
 * @param {number} [lines] how many lines of it,
 *   all when left out
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<string>}
 */
async function load(file, lines = 99, { signal } = {}) {
  const text = await readFile(file, { encoding: 'utf8', signal });
  return text.split('\n').slice(0, lines).join('|');
}

const lengthOf = async (file, { signal } = {}) => (await load(file, undefined, { signal })).length;

class Folder {
  constructor(path) {
    this.path = path;
  }

  async texts({ suffix = '.txt', signal } = {}) {
    const names = (await readdir(this.path)).filter((name) => name.endsWith(suffix)).sort();
    return Promise.all(names.map(async (name) => load(name, 1, { signal })));
  }

  async lengths(
    names,
    scale,
    { signal } = {},
  ) {
    const found = [];
    for (const name of names) {
      signal?.throwIfAborted();
      found.push(await lengthOf(name, { signal }) * scale);
    }
    return found;
  }
}

async function main({ signal } = {}) {
  const folder = new Folder('.');
  console.log(await folder.texts({ signal }));
  console.log(await folder.texts({ suffix: 'a.txt', signal }));
  console.log(await folder.texts({ signal }));
  console.log(await folder.lengths(['a.txt', 'b.txt'], 2, { signal }), load.length, lengthOf.length, folder.lengths.length);
  const [one, two] = [load('b.txt'), load('c.txt')];
  console.log(await one, await two);
  const three = load('a.txt', undefined, { signal });
  const four = load('b.txt', 1, { signal });
  console.log(await Promise.all([three, four]));
}

main();
