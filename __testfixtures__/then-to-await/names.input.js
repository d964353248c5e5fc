// Only names that clash change.
const value = 'outer';

function clash(id) {
  return step(value, id).then(value => step('b', value)).then(value => {
    var inner = value + 1;
    return { value, inner };
  }).then(id => [id.value, id.inner, value]);
}

function shadow(result) {
  return step('a', result).then(a => step('b', a).then(b => a + b)).catch(result => result.message);
}

function separate(flag) {
  if (flag) return step('a').then(a => log('one', a));
  return step('b').then(a => log('two', a));
}

module.exports = { clash, shadow, separate, separately: () => separate(true) };
