// expect: yielded-thunk, yielded-unknown
const co = require('co');
const read = (id) => (done) => step('read', id).then((text) => done(null, text), done);
exports.inline = co.wrap(function* (id) { return yield (done) => step(id).then((text) => done(null, text), done); });
exports.made = co.wrap(function* (id) { return yield read(id); });
exports.generator = co.wrap(function* () { return yield function* () { return 1; }; });
