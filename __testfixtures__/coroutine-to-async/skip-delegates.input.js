// expect: coroutine-form, coroutine-together, yielded-unknown
const co = require('co');
function* numbers() { const n = yield step('n').then((x) => x); return n; }
exports.both = co.wrap(function* () { return yield* numbers(); });
exports.iterated = () => numbers().next().value;
exports.array = co.wrap(function* () { return yield* [step('a').then((x) => x)]; });
// generators start when all else is evaluated
function* late(id) { log('late'); return yield step(id).then((x) => x); }
const early = async (id) => { log('early'); return step(id); };
exports.order = co.wrap(function* (id) { return yield [late(id), early(id)]; });
function* bad(id) { return yield id; }
exports.bad = co.wrap(function* () { try { return yield* bad(1); } catch (error) { return error.name; } });
