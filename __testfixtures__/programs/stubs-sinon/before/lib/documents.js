const fs = require('fs');
const { listFiles } = require('list-files');

exports.open = function open(file) {
  if (!fs.existsSync(file)) throw new Error(`no ${file}`);
  return fs.readFileSync(file, 'utf8');
};

exports.store = function store(file, text) {
  fs.mkdirSync('documents', { recursive: true });
  fs.writeFileSync(file, text);
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

// a package reads the same folder in the same test, from the same stub
exports.index = function index(dir) {
  return [...fs.readdirSync(dir), ...listFiles(dir)];
};
