// expect: callback-library
const async = require('async');

const both = async.applyEach([(name, done) => setImmediate(done, null, name), (name, done) => setImmediate(done, null, name + 2)], 'x');

both((err, values) => console.log(err, values));
