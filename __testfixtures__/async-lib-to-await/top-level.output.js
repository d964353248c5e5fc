const async = require('async');

(async () => {
  const results = await async.series([(done) => setImmediate(done, null, 1)]);
  console.log(results);
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
console.log('goes on');
