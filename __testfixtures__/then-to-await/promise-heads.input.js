// Chains that begin with Promise.resolve, Promise.all and a promise of its own.
// expect: fire-and-forget
function begin() {
  return Promise.resolve().then(() => {
    plain('begin');
    return Promise.all([step('a'), step('b')]);
  }).then(([a, b]) => log(a, b));
}

function wrapped(name) {
  return new Promise((resolve, reject) => {
    step(name).then(resolve, reject);
  }).then(value => log('wrapped', value));
}

module.exports = { begin, wrapped };
