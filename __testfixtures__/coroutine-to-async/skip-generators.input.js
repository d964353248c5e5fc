// expect: coroutine-form
// Iterators are no coroutines, whoever takes them.
const Q = require('q');
function* numbers() { yield 1; yield 2; }
exports.list = () => [...numbers()];
exports.passed = Q.async(numbers);
exports.spawned = () => { const done = Q.spawn(function* () { yield step('a').then((x) => x); }); log(typeof done); };
