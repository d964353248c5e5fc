// expect: callback-library
const async = require('async');

const add = (n, done) => setImmediate(done, null, n + 1);
const twice = async.compose(add, add);

twice(1, (err, n) => console.log(err, n));
