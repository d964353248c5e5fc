const express = require('express');
const { Worker } = require('worker_threads');

const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
setInterval(() => {}, 1000).unref();

const app = express();
app.get('/', (req, res) => { res.json({ ok: true }); });

const server = app.listen(0, async () => {
  const response = await fetch(`http://localhost:${server.address().port}`);
  console.log(await response.json());
  await worker.terminate();
  server.close();
  server.closeAllConnections();
});
