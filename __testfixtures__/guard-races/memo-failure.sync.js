// the first attempt fails, and the second one must try again
// calls: load() | load() | load()
const fs = require('fs');
let settings;
let tries = 0;
function read() {
  tries++;
  return fs.readFileSync(tries === 1 ? '/missing.txt' : '/a.txt', 'utf8');
}
function load() {
  if (settings === undefined) settings = read();
  return settings;
}
module.exports = { load, state: () => tries };
