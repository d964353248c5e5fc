// the first attempt fails, and the second one must try again
// calls: load() | load() | load()
const fs = require('fs');
let settings;
let tries = 0;
async function read() {
  tries++;
  return await fs.promises.readFile(tries === 1 ? '/missing.txt' : '/a.txt', 'utf8');
}
async function load() {
  if (settings === undefined) settings = await read();
  return settings;
}
module.exports = { load, state: () => tries };
