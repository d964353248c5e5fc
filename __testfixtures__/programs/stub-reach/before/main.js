const path = require('path');
const { readSettings } = require('./lib/settings');
const notes = require('./lib/notes');
const journal = require('./lib/journal');

const data = (name) => path.join(__dirname, 'data', name);

function report() {
  console.log(readSettings(data('settings.json')).colour, notes.load(data('notes.txt')), notes.lines(data('notes.txt')), journal.isOpen(data('notes.txt')), journal.size(data('notes.txt')));
}

report();
