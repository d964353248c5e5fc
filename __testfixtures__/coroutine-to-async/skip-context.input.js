// expect: coroutine-form
const co = require('co');
exports.args = () => co(function* () { return arguments.length + (yield step('a').then((x) => x)); }, 1, 2);
exports.bound = function () { return co.call(this, function* (id) { return [id, yield step('b').then((x) => x)]; }, 1); };
