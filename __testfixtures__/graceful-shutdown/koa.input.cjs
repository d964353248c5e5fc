const Koa = require('koa');
const connect = require('connect');
const { Worker } = require('worker_threads');

const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
setInterval(() => {}, 1000).unref();

const app = new Koa();
app.use(async (ctx) => { ctx.body = { ok: true }; });
const other = connect();

const second = other.listen(0);
const server = app.listen(0, async () => {
  const response = await fetch(`http://localhost:${server.address().port}`);
  console.log(await response.json());
  await worker.terminate();
  for (const each of [server, second]) {
    each.close();
    each.closeAllConnections();
  }
});
