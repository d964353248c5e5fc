// expect: accessor
// What is handed to code that is not seen may be looked at member by member.
const fs = require('fs');
const assert = require('assert');

const load = (name) => fs.readFileSync(name, 'utf8').length;
const api = { load };

class Store {
  get first() { return api.load('a.txt'); }
}

assert.deepStrictEqual(api, { load });
console.log(new Store().first, api.load('b.txt'));
