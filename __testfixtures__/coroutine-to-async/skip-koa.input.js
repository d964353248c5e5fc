// expect: coroutine-form
const koa = require('koa');
const app = koa();
app.use(function* (next) { yield next; });
exports.app = () => typeof app;
