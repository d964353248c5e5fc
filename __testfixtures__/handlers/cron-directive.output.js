// packages: cron, node-cron
// Who says that runs may overlap: both schedulers take a rejection for what a thrown error is.
const fs = require('fs');
const { CronJob } = require('cron');
const scheduler = require('node-cron');

const job = CronJob.from({
  cronTime: '0 0 1 1 *',
  // unblock: make-async
  async onTick() {
    console.log((await fs.promises.readFile('missing.txt', 'utf8')).length);
  },
  errorHandler: (error) => console.log('cron', error.code),
});
// unblock: make-async
const task = scheduler.schedule('0 0 1 1 *', async () => (await fs.promises.readFile('b.txt', 'utf8')).length);

task.execute().then((size) => {
  console.log(size);
  job.fireOnTick();
  task.destroy();
});
