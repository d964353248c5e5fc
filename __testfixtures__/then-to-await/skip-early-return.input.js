// A handler in the middle returns before its end: what follows in the chain still runs.
// expect: early-return
function load(id) {
  return step('load', id).then(value => {
    for (const each of [1, 2]) if (each === 2) return each;
    return step('never', value);
  }).then(value => log(value));
}

module.exports = { load };
