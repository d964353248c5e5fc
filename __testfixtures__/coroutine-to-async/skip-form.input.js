// expect: coroutine-form
const co = require('co');
function* work(id) { return yield step('x', id).then((x) => x); }
exports.reference = (id) => co(work(id));
exports.wrapped = co.wrap(work);
exports.context = () => co(function* () { return this === undefined || (yield step('y').then((x) => x)); });
exports.own = co.wrap(function* own(id) { log(typeof own.prototype.next); return yield step(id).then((x) => x); });
exports.spread = (...all) => co(function* (id) { return yield step(id).then((x) => x); }, ...all);
const express = (handler) => handler.length;
exports.handler = () => express(co.wrap(function* (error, request, response, next) { yield step('z').then((x) => x); }));
