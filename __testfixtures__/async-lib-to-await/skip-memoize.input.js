// expect: callback-library
const async = require('async');

const slow = async.memoize((name, done) => {
  console.log('asked', name);
  setImmediate(done, null, name + '!');
});

slow('a', () => slow('a', (err, value) => console.log(err, value)));
