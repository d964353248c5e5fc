// expect: callback-values-on-error
const { Pool } = require('pg');

const pool = new Pool();

// where it failed there is no client that a release could be read off
pool.connect(function (err, client, done) {
  if (err) {
    done();
    console.log(err.code);
    return;
  }
  client.release();
});
