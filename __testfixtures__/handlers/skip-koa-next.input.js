// packages: koa
// expect: handler-order
const Koa = require('koa');
const fs = require('fs');
const ask = require('ask');

const app = new Koa();
app.use((ctx, next) => { next(); });
app.use((ctx) => { ctx.body = fs.readFileSync('a.txt', 'utf8'); });

ask(app.callback(), ['GET /']);
