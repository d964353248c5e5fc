// A catch covers the links before it and gives a value to those after it.
function load(id) {
  return step('first', id)
    .then(a => step('second', a))
    .catch(error => {
      log('failed', error.message);
      return step('recover');
    })
    .then(value => {
      log('value', value);
      return step('last', value);
    });
}

function loud(id) {
  return step('load', id).then(found => {
    plain('check', found);
    return step('more', found);
  }).catch(function (error) { log(error.message); throw new Error('wrapped ' + error.message); });
}

function twice() {
  return step('a').catch(() => step('b')).catch(({ message }) => message);
}

module.exports = { load, loud, twice };
