// callbacks of Node and of async stand in one another, and go together
const async = require('async');
const fs = require('fs');
const path = require('path');

const at = (name) => path.join(__dirname, 'data', name);

async function load(names) {
  const all = await fs.promises.readdir(at(''));
  const texts = await async.map(names, async (name) => fs.promises.readFile(at(name), 'utf8'));
  const stats = await fs.promises.stat(at(names[0]));
  return { all, texts, size: stats.size };
}

async function main() {
  const found = await load(['a.txt']);
  console.log(found);
  let err = null;
  try {
    await load(['a.txt', 'none.txt']);
  } catch (error) {
    err = error;
  }
  console.log(err ? err.code : 'all there');
}

main();
