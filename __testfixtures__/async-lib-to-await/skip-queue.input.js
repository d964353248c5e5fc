// expect: callback-library
const async = require('async');

// it goes on taking tasks
const queue = async.queue(function (name, done) {
  console.log('runs', name);
  setImmediate(done);
}, 2);

queue.drain(() => console.log('drained'));
queue.push(['a', 'b', 'c'], (err) => console.log('one is done', err));
