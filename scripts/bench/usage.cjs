// Preloaded into every Node process of a measured program: leaves what the process used in $BENCH_USAGE when it ends.
'use strict';
const { writeFileSync } = require('fs');
const { join } = require('path');
const { isMainThread } = require('worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(join(process.env.BENCH_USAGE, process.pid + '.json'), JSON.stringify({ maxRSS, userCPUTime, systemCPUTime }));
  });
}
