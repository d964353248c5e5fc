const async = require('async');

async.series([(done) => setImmediate(done, null, 1)], (err, results) => {
  if (err) throw err;
  console.log(results);
});
console.log('goes on');
