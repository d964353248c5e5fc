// Getters, generators and constructors cannot become async.
// expect: accessor, constructor, generator
class Lazy {
  get value() {
    return step('value').then(value => value + 1);
  }

  * values() {
    return step('values').then(value => value + 1);
  }
}

function Made() {
  return step('made').then(value => value + 1);
}

module.exports = { value: () => new Lazy().value, values: () => new Lazy().values().next().value, made: () => new Made() };
