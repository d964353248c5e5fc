// expect: callback-at-once
const async = require('async');

// false ends it, and the last callback is never called
setTimeout(() => {
  async.eachSeries(['a', 'b'], (name, done) => {
    console.log(name);
    done(false);
  }, () => console.log('never'));
  console.log('goes on');
}, 1);
