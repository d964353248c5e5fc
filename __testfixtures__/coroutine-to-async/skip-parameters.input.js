// expect: coroutine-parameters
// Taken apart when it is called: the wrapper throws, an async function would reject.
const co = require('co');
const read = co.wrap(function* ({ id }) { return yield step('load', id).then((x) => x); });
exports.nothing = () => { try { read(); } catch (error) { log('at once'); return 1; } };
exports.something = () => read({ id: 1 });
