// Runs the app whose file is named, and tells the parent its port and how long its event loop was held.
const { monitorEventLoopDelay } = require('node:perf_hooks');

const { createServer } = require(process.argv[2]);
const delay = monitorEventLoopDelay({ resolution: 1 });

const server = createServer().listen(0, '127.0.0.1', () => {
  delay.enable();
  process.send({ port: server.address().port });
});

process.on('message', (what) => {
  process.send({ max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 });
  if (what === 'reset') delay.reset();
});
