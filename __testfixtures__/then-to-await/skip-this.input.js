// These handlers mean their own this, arguments or generator.
// expect: handler-form
function own(id) {
  return step('a', id).then(function () {
    log(this === undefined || this === globalThis, arguments.length);
  });
}

function rest(id) {
  return step('b', id).then((...all) => all.length);
}

function byDefault(id) {
  return step('c', id).then((value = 'none') => value);
}

function generated(id) {
  return step('d', id).then(function* () { yield 1; }).catch(() => 1);
}

module.exports = { own, rest, byDefault, generated: (id) => { log(typeof generated(id)); } };
