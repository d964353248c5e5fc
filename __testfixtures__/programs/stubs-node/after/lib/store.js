const fs = require('fs');

exports.load = async function load(file) {
  if (!await fs.promises.access(file).then(() => true, () => false)) return 'nothing';
  return await fs.promises.readFile(file, 'utf8');
};

exports.save = async function save(file, text) {
  await fs.promises.writeFile(file, text, 'utf8');
};

// a test takes the function away for good, and asks for what the stub returned: it stays
exports.age = function age(file) {
  return Date.now() - fs.statSync(file).mtimeMs;
};

// called by a getter too, which cannot wait: the stub stays, and with it the other call
exports.names = function names(dir) {
  return fs.readdirSync(dir);
};

exports.folder = (dir) => ({
  get first() {
    return fs.readdirSync(dir)[0];
  },
});

// a stub would now be in place for the call of its twin as well
exports.remove = async function remove(file) {
  await fs.promises.unlink(file);
};

exports.removeNow = function removeNow(file) {
  fs.unlinkSync(file);
};
