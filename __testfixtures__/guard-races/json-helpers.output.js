// the same, by functions that read and write
// calls: remember('x') | forget('first') | remember('y')
const fs = require('fs');
const path = require('path');
const DB = path.join('/', 'db.json');
async function readAll() {
  return JSON.parse(await fs.promises.readFile(DB, 'utf8'));
}
async function writeAll(all) {
  await fs.promises.writeFile(DB, JSON.stringify(all));
}
async function remember(entry) {
  const all = await readAll();
  all.push(entry);
  await writeAll(all);
}
async function forget(entry) {
  await writeAll((await readAll()).filter((each) => each !== entry));
}
module.exports = { remember, forget };
