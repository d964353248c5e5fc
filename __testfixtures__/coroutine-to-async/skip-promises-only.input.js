// expect: yielded-unknown
// bluebird throws for what is no promise, an array too.
const Promise = require('bluebird');
const one = Promise.coroutine(function* (id) { return yield [step(id)]; });
const two = Promise.coroutine(function* (id) { return yield id; });
exports.one = async (id) => { try { return await one(id); } catch (error) { return error.name; } };
exports.two = async (id) => { try { return await two(id); } catch (error) { return error.name; } };
