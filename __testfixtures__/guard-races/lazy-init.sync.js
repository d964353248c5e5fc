// one object, made when it is first asked for
// calls: get() | get() | get()
const fs = require('fs');
let made = 0;
let config;
function create() {
  made++;
  return { text: fs.readFileSync('/a.txt', 'utf8'), number: made };
}
function get() {
  if (!config) {
    config = create();
  }
  return config;
}
module.exports = { get, state: () => made };
