const fs = require('fs');
const { words } = require('word-list');

exports.open = async function open(file) {
  if (!await fs.promises.access(file).then(() => true, () => false)) throw new Error(`no ${file}`);
  return await fs.promises.readFile(file, 'utf8');
};

exports.store = async function store(file, text) {
  await fs.promises.mkdir('documents', { recursive: true });
  await fs.promises.writeFile(file, text);
};

// the package speaks of what the stub replaces, but only in a comment and in a file that nothing loads
exports.countWords = async function countWords(file) {
  return words(await fs.promises.readFile(file, 'utf8')).length;
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
