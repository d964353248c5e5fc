const fs = require('fs');
const { EventEmitter } = require('events');
const test = require('tape');

// a path that forgets to end the test must not pass
test('forgets', { timeout: 200 }, function (t) {
  fs.readFile('/nowhere', function (err, data) {
    if (err) return;
    t.equal(data, '');
    t.end();
  });
});

// an assertion in a listener comes after the promise
test('plans a listener', function (t) {
  t.plan(2);
  const emitter = new EventEmitter();
  emitter.on('late', () => t.pass('late'));
  fs.access(__filename, function (err) {
    t.error(err);
    setTimeout(() => emitter.emit('late'), 10);
  });
});

test('ends by an event', function (t) {
  const emitter = new EventEmitter();
  emitter.on('done', () => t.end());
  fs.access(__filename, function (err) {
    t.error(err);
    setTimeout(() => emitter.emit('done'), 10);
  });
});
