const { words, sizeOf } = require('./store');

/** The chain and the call are in one function, and in each other's lines. */
function report(name) {
  return words(name)
    .then((list) => `${name}: ${list.length} words, ${sizeOf(name)} bytes`)
    .catch((error) => `${name}: ${error.message}`);
}

/** Waits for nobody: the chain stays, and with it the call. */
function later(name, done) {
  words(name).then((list) => {
    done(list.length);
  });
}

module.exports = { report, later };
