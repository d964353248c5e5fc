// one object, made when it is first asked for
// calls: get() | get() | get()
const fs = require('fs');
let made = 0;
let config;
async function create() {
  made++;
  return { text: await fs.promises.readFile('/a.txt', 'utf8'), number: made };
}
async function get() {
  if (!config) {
    config = await create();
  }
  return config;
}
module.exports = { get, state: () => made };
