// A mocha reporter for every mocha from 1.x on. Writes to $UNBLOCK_OUT.<pid> through functions captured before any test can stub them.
'use strict';
var fs = require('fs');
var openSync = fs.openSync;
var writeSync = fs.writeSync;
var stringify = JSON.stringify;
var bufferFrom = Buffer.from;

module.exports = function Reporter(runner) {
  var out = { passed: [], failed: [], skipped: [], errors: {}, ended: false };
  var fd = openSync(process.env.UNBLOCK_OUT + '.' + process.pid, 'a');
  var done = false;

  function title(test) {
    try {
      return test.fullTitle();
    } catch (err) {
      return test.title;
    }
  }
  function flush() {
    if (done) return;
    done = true;
    var bytes = bufferFrom(stringify(out) + '\n');
    writeSync.call(fs, fd, bytes, 0, bytes.length);
  }

  runner.on('pass', function (test) {
    out.passed.push(title(test));
  });
  runner.on('pending', function (test) {
    out.skipped.push(title(test));
  });
  runner.on('fail', function (test, err) {
    out.failed.push(title(test));
    out.errors[title(test)] = String((err && (err.stack || err.message)) || err).slice(0, 1500);
  });
  runner.on('end', function () {
    out.ended = true;
    flush();
  });
  process.on('exit', flush);
};
