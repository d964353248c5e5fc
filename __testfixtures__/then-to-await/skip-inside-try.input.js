// The try does not wait for what it returns, and so must not see its error.
// expect: inside-try
function load(id) {
  try {
    return step('load', id).then(value => value + 1);
  } catch (error) {
    return step('never', error.message);
  } finally {
    log('at once');
  }
}

module.exports = { load };
