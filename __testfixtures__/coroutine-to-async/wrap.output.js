// co.wrap: this, arguments, names and parameters stay what they are.
'use strict';
const load = async (id) => step('load', id);

const report = async function (id, options = {}) {
  // what is loaded first
  const user = await load(id);
  const more = await load(user + arguments.length);
  return [user, more, options];
};

class Store {
  constructor() {
    this.name = 'store';
  }
}

Store.prototype.read = async function (id) {
  try {
    return await load(this.name + id);
  } catch (error) {
    log('caught', error.message);
    throw new Error('no ' + id);
  } finally {
    await load('closed');
  }
};

const fib = async function fib(n) {
  if (n < 2) return await load(n);
  const one = await fib(n - 1);
  const two = await fib(n - 2);
  return one + two;
};

module.exports = { report, read: (id) => new Store().read(id), fib: () => fib(3), nested: async function () { return (await load('a')) + (await report('b')).length; } };
