const { words, sizeOf } = require('./store');

/** The chain and the call are in one function, and in each other's lines. */
async function report(name) {
  try {
    const list = await words(name);
    return `${name}: ${list.length} words, ${await sizeOf(name)} bytes`;
  } catch (error) {
    return `${name}: ${error.message}`;
  }
}

/** Waits for nobody: the chain stays, and with it the call. */
function later(name, done) {
  words(name).then((list) => {
    done(list.length);
  });
}

module.exports = { report, later };
