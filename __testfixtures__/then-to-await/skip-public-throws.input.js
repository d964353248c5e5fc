// Callers outside may catch what it throws at once.
// expect: works-at-once
// policy: keep
exports.load = function (id) {
  plain('check', id);
  return step('load', id).then(value => value + 1);
};
