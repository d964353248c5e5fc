const path = require('path');
const copies = require('./lib/copies');
const folders = require('./lib/folders');
const notes = require('./lib/notes');
const tables = require('./lib/tables');

const data = (name) => path.join(__dirname, 'data', name);

async function report() {
  console.log(await copies.update(data('a.txt'), data('a.copy')), (await copies.sizes([data('a.txt')])).length);
  console.log(folders.names(data('')).length, folders.isThere(data('none')), folders.isNew(data('a.txt')));
  console.log(await notes.first(data('a.txt')), notes.isKnown(data('a.txt')), tables.rows(data('a.txt')));
}

report().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
