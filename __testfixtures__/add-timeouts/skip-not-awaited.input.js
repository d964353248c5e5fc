// expect: deadline-not-awaited
const { readFile } = require('fs/promises');
const { lookup } = require('dns/promises');

(async () => {
  const reading = readFile('a.txt', 'utf8');
  const all = [];
  all.push(lookup('127.0.0.1'));
  void lookup('127.0.0.1');
  console.log(await reading, (await Promise.all(all)).length);
})();
