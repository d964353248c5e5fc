// the entries of a map
// calls: flush([]) | done('/b.txt')
const fs = require('fs');
const jobs = new Map([['/a.txt', 1], ['/b.txt', 2]]);
const flush = (log) => {
  for (const [name, number] of jobs.entries()) {
    log.push(number + fs.readFileSync(name, 'utf8'));
  }
  return log;
};
const done = (name) => { jobs.delete(name); };
module.exports = { flush, done, state: () => jobs.size };
