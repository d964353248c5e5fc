// Handlers that may be no functions, may change meanwhile, or need their this.
// expect: chain-in-expression, handler-reference
let handler = (value) => value;
const table = { show(value) { log(this === table, value); } };

function given(id, callback) {
  return step('a', id).then(callback);
}

function changing(id) {
  const made = step('b', id).then(handler);
  return made.then(table.show);
}

function made(id) {
  return step('c', id).then(plain('make'));
}

module.exports = { given, changing: (id) => changing(id), made, change: () => { handler = String; } };
