// expect: callback-library
const async = require('async');

const quick = async.timeout((name, done) => setTimeout(done, 5, null, name), 1000);

quick('a', (err, name) => console.log(err, name));
