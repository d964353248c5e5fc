const path = require('path');
const { readSettings } = require('./lib/settings');
const notes = require('./lib/notes');
const journal = require('./lib/journal');

const data = (name) => path.join(__dirname, 'data', name);

async function report() {
  console.log(readSettings(data('settings.json')).colour, await notes.load(data('notes.txt')), await notes.lines(data('notes.txt')), journal.isOpen(data('notes.txt')), await journal.size(data('notes.txt')));
}

report().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
