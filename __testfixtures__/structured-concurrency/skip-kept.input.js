// expect: group-not-awaited
const { readFile } = require('fs/promises');

const both = () => Promise.all([readFile('a.txt'), readFile('b.txt')]);

async function later() {
  const all = Promise.all([readFile('a.txt'), readFile('b.txt')]);
  await null;
  return (await all).length;
}

async function handled() {
  return (await Promise.all([readFile('a.txt'), readFile('gone.txt')]).catch(({ code }) => [code])).length;
}

(async () => {
  console.log((await both()).length, await later(), await handled());
})();
