// Q waits for anything, as await does.
const Q = require('q');

const inner = Q.async(function* (id) {
  const text = yield step('load', id);
  const same = yield text;
  const nothing = yield;
  const array = yield [1, 2];
  return [same, nothing, array, yield text ? step('more') : 0];
});

exports.outer = async (id) => (await inner(id)).length;

exports.spawned = () => {
  log('before');
  Q.spawn(function* () {
    yield step('spawned').then(() => {}, () => {});
    log('done');
  });
};
