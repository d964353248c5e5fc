// A jasmine reporter; also works as a spec file, for suites that take their reporters away in a helper.
'use strict';
var fs = require('fs');
var openSync = fs.openSync;
var writeSync = fs.writeSync;

function Reporter() {
  var out = { passed: [], failed: [], skipped: [], errors: {}, ended: false };
  var fd = openSync(process.env.UNBLOCK_OUT + '.' + process.pid, 'a');
  var done = false;

  function messages(expectations) {
    return expectations
      .map(function (expectation) {
        return expectation.message;
      })
      .join('; ')
      .slice(0, 1500);
  }
  function flush() {
    if (done) return;
    done = true;
    var bytes = Buffer.from(JSON.stringify(out) + '\n');
    writeSync.call(fs, fd, bytes, 0, bytes.length);
  }

  this.specDone = function (spec) {
    (spec.status === 'passed' ? out.passed : spec.status === 'failed' ? out.failed : out.skipped).push(spec.fullName);
    if (spec.status === 'failed') out.errors[spec.fullName] = messages(spec.failedExpectations);
  };
  this.suiteDone = function (suite) {
    if (suite.failedExpectations && suite.failedExpectations.length > 0) out.failed.push('[suite] ' + suite.fullName);
  };
  this.jasmineDone = function (all) {
    (all.failedExpectations || []).forEach(function (expectation) {
      out.failed.push('[global] ' + String(expectation.message).slice(0, 200));
    });
    out.ended = true;
    flush();
  };
  process.on('exit', flush);
}

module.exports = Reporter;
module.exports.default = Reporter;

var asOption = process.argv.some(function (argument) {
  return /^--reporter=/.test(argument);
});
if (global.jasmine && global.jasmine.getEnv && !asOption) global.jasmine.getEnv().addReporter(new Reporter());
