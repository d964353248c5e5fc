// expect: yielded-unknown
// What is not known to be a promise: co would wait for an array in it, or throw.
const co = require('co');
const cache = { get: (id) => (id === 'arg' ? [step('a'), step('b')] : step(id)) };
exports.member = co.wrap(function* (id) { return yield cache.get(id); });
exports.number = co.wrap(function* () { try { yield 1; } catch (error) { return error.message; } });
exports.nothing = co.wrap(function* () { try { yield; } catch (error) { return error.name; } });
exports.parameter = co.wrap(function* (id) { try { return yield id; } catch (error) { return error.name; } });
exports.elements = co.wrap(function* (id) { return yield [cache.get(id)]; });
exports.either = co.wrap(function* (id) { return yield id || step('x'); });
