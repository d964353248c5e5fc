const async = require('async');
const fs = require('fs');

const later = (value) => (done) => setImmediate(done, null, value);

// the callback may run before the next line does
function atOnce() {
  async.each([], (item, done) => done(), function (err) {
    if (err) throw err;
    console.log('each: done');
  });
  console.log('each: started');
}

// nothing waits for it, and its caller goes on
function first() {
  async.series([(done) => done(null, 1)], function (err, results) {
    if (err) throw err;
    console.log('series', results);
  });
}

// what there was when it failed
function partial() {
  async.parallel([
    (done) => setImmediate(done, null, 1),
    (done) => setImmediate(done, new Error('late')),
  ], function (err, results) {
    if (err) return console.log('partial', err.message, results);
    console.log(results);
  });
}

// two values, and a promise has one
function several() {
  async.waterfall([
    (next) => setImmediate(next, null, 1, 2),
  ], function (err, one, two) {
    if (err) throw err;
    console.log('several', one, two);
  });
}

// whatever the last one gave for no error
function noError() {
  async.waterfall([
    (next) => setImmediate(next, undefined, 1),
  ], function (err, one) {
    console.log('no error', err, one);
  });
}

// async gives an async function no callback
function inside() {
  async.each(['a', 'b'], function (e, done) {
    async.parallel([later(1)], function (err, results) {
      if (err) return done(err);
      console.log('inside', e, results);
      done();
    });
  });
}

// who calls back is asked by its name
function report(err, results) {
  console.log('named', err, results);
}
function named() {
  async.parallel([later(1)], report);
}

// these give no promise
function queued() {
  const queue = async.queue((task, done) => setImmediate(done, null, task), 1);
  queue.push('task', function (err, task) {
    console.log('queue', err, task);
  });
}

// its result is used
function used() {
  const made = async.parallel([later(1)], function (err, results) {
    console.log('used', err, results);
  });
  return made === undefined;
}

// a task throws at once, and somebody catches that
function thrown(value) {
  async.parallel([
    function (done) {
      if (!value) throw new Error('no value');
      setImmediate(done, null, value);
    },
  ], function (err, results) {
    if (err) throw err;
    console.log('thrown', results);
  });
}
function caught() {
  try {
    thrown(1);
    thrown();
  } catch (err) {
    console.log('caught', err.message);
  }
}

// a promise already: the last function is the one that is run
function already() {
  async.retry(3, (done) => setImmediate(done, null, 'x')).then((x) => console.log('already', x)).then(() => async.each(['x'], (e, done) => fs.access(__filename, function (err) {
    console.log('access', err);
    done(err);
  }))).then(() => console.log('each after'));
}

// a stand-in
const own = { parallel: (tasks, done) => done(null, tasks.length), map: (list, f, done) => done(null, list.map(f)) };
function standIn() {
  own.parallel([later(1)], (err, count) => console.log('own', err, count));
  own.map([1], (x) => x + 1, (err, list) => console.log('own', err, list));
}

async.series([later('top')], function (err, results) {
  console.log('top', err, results);
});

for (const each of [atOnce, first, partial, several, noError, inside, named, queued, used, caught, standIn]) each();
setTimeout(already, 200);
console.log(fs.existsSync(__filename));
