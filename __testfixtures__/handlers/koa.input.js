// packages: koa
// Koa waits for the promise of the first middleware.
const Koa = require('koa');
const fs = require('fs');
const ask = require('ask');

const app = new Koa();
app.silent = true;
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    ctx.status = 500;
    ctx.body = error.code;
  }
  ctx.set('x-last', 'set');
});
app.use((ctx, next) => {
  ctx.state.text = fs.readFileSync('a.txt', 'utf8');
  return next();
});
app.use((ctx) => {
  if (ctx.path === '/missing') fs.readFileSync('none');
  ctx.body = ctx.state.text + fs.readdirSync('.').filter((name) => name.endsWith('.txt')).length;
});

ask(app.callback(), ['GET /', 'GET /missing']);
