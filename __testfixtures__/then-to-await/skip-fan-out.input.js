// One promise, two chains side by side.
// expect: fan-out
function both(id) {
  const found = step('find', id);
  found.then(value => log('one', value), () => {});
  found.then(value => log('two', value), () => {});
  return found;
}

module.exports = { both };
