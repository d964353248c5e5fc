// expect: not-awaited
const fs = require('fs');

let state = 'none';
async function load() {
  state = fs.readFileSync('a.txt', 'utf8');
}
class Settings {
  constructor() {
    this.init();
  }
  async init() {
    this.text = fs.readFileSync('b.txt', 'utf8');
    await null;
  }
}

load();
const sizes = [];
['a.txt', 'c.txt'].forEach(async (name) => {
  sizes.push(fs.statSync(name).size);
});
console.log(state, new Settings().text, sizes);
