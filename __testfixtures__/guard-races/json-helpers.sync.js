// the same, by functions that read and write
// calls: remember('x') | forget('first') | remember('y')
const fs = require('fs');
const path = require('path');
const DB = path.join('/', 'db.json');
function readAll() {
  return JSON.parse(fs.readFileSync(DB, 'utf8'));
}
function writeAll(all) {
  fs.writeFileSync(DB, JSON.stringify(all));
}
function remember(entry) {
  const all = readAll();
  all.push(entry);
  writeAll(all);
}
function forget(entry) {
  writeAll(readAll().filter((each) => each !== entry));
}
module.exports = { remember, forget };
