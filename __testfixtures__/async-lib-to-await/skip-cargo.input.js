// expect: callback-library
const async = require('async');

const cargo = async.cargo((names, done) => {
  console.log('runs', names.join());
  setImmediate(done);
}, 2);

for (const name of ['a', 'b', 'c']) cargo.push(name, () => console.log('done', name));
