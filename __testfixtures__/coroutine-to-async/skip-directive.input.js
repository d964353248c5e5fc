// expect: await-identifier, directive
const co = require('co');
// unblock: keep-sync
exports.kept = co.wrap(function* (id) { return yield step(id).then((x) => x); });
exports.name = co.wrap(function* (id) { const await = step(id).then((x) => x); return yield await; });
