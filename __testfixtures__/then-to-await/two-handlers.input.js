// The second handler does not see what the first one throws.
function load(id) {
  return step('load', id).then(
    found => {
      plain('use', found);
      return step('next', found);
    },
    // nothing was found
    error => {
      log('missing', error.message);
    },
  );
}

function between(id) {
  return step('load', id).then(value => step('ok', value), error => step('instead', error.message)).then(result => { log('result', result); });
}

function rethrown(id) {
  return step('load', id).then(value => plain('use', value), error => { throw new Error('no ' + error.message); }).then(value => log(value));
}

module.exports = { load, between, rethrown };
