// A function has no catch: that is an error, which an await of it would not be.
// expect: no-promise
function load() {
  return step('load');
}

function main() {
  return load.catch(error => error.message);
}

module.exports = { load, main };
