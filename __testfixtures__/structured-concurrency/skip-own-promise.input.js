// expect: group-not-awaited
const { readFile } = require('fs/promises');

const seen = [];
const Outer = Promise;

async function both() {
  const Promise = { all: (list) => { seen.push(list.length); return Outer.all(list); } };
  return await Promise.all([readFile('a.txt'), readFile('b.txt')]);
}

both().then(({ length }) => console.log(length, seen));
const all = Promise.all([readFile('a.txt'), readFile('b.txt')]);
all.then(({ length }) => console.log(length));
