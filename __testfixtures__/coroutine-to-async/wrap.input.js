// co.wrap: this, arguments, names and parameters stay what they are.
'use strict';
const co = require('co');
const load = async (id) => step('load', id);

const report = co.wrap(function* (id, options = {}) {
  // what is loaded first
  const user = yield load(id);
  const more = yield load(user + arguments.length);
  return [user, more, options];
});

class Store {
  constructor() {
    this.name = 'store';
  }
}

Store.prototype.read = co.wrap(function *(id) {
  try {
    return yield load(this.name + id);
  } catch (error) {
    log('caught', error.message);
    throw new Error('no ' + id);
  } finally {
    yield load('closed');
  }
});

const fib = co.wrap(function* fib(n) {
  if (n < 2) return yield load(n);
  const one = yield fib(n - 1);
  const two = yield* fib(n - 2);
  return one + two;
});

module.exports = { report, read: (id) => new Store().read(id), fib: () => fib(3), nested: co.wrap(function* () { return (yield load('a')) + (yield report('b')).length; }) };
