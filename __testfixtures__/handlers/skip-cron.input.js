// packages: cron, node-cron
// expect: handler-overlap
// A job that blocks is done when the next run is due; one that waits may still be at work.
const fs = require('fs');
const { CronJob } = require('cron');
const scheduler = require('node-cron');

const job = new CronJob('0 0 1 1 *', () => {
  console.log(fs.readFileSync('a.txt', 'utf8').length);
}, null, false);
const other = CronJob.from({
  cronTime: '0 0 1 1 *',
  onTick() {
    console.log(fs.statSync('b.txt').size);
  },
});
const task = scheduler.schedule('0 0 1 1 *', () => fs.readFileSync('c.txt', 'utf8').length);

job.fireOnTick();
other.fireOnTick();
task.execute().then((size) => {
  console.log(size);
  task.destroy();
});
