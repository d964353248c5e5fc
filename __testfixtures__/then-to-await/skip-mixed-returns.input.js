// Plain values in some cases: callers may look at them at once.
// expect: returns-promise
const cache = {};

function load(id) {
  if (cache.hit) return cache.hit;
  return step('load', id).then(value => {
    cache.hit = value;
    return value;
  });
}

function sometimes(id) {
  if (id) return step('some', id).then(value => value + 1);
}

module.exports = { load, sometimes };
