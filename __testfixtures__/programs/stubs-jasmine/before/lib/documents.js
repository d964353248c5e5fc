const fs = require('fs');
const { words } = require('word-list');

exports.open = function open(file) {
  if (!fs.existsSync(file)) throw new Error(`no ${file}`);
  return fs.readFileSync(file, 'utf8');
};

exports.store = function store(file, text) {
  fs.mkdirSync('documents', { recursive: true });
  fs.writeFileSync(file, text);
};

// the package speaks of what the stub replaces, but only in a comment and in a file that nothing loads
exports.countWords = function countWords(file) {
  return words(fs.readFileSync(file, 'utf8')).length;
};

// a test asks what the stub returned, which would be a promise
exports.modified = function modified(file) {
  return fs.statSync(file).mtime;
};

// util.promisify takes the function once and for all: no stub would be seen
exports.sync = function sync(fd) {
  fs.fsyncSync(fd);
};

// a test puts the function back by hand
exports.drop = function drop(file) {
  fs.unlinkSync(file);
};
