'use strict';
const os = require('os');
const path = require('path');
const lib = require('./lib');

function show(label, next) {
  return function () {
    console.log(label, arguments.length, arguments[0] ? arguments[0].code || arguments[0].name : arguments[0], JSON.stringify(arguments[1]));
    next();
  };
}

const cache = {};
const steps = [
  (next) => lib.write(path.join(os.tmpdir(), `unblock-stay-${process.pid}`), 'x', show('write', next)),
  (next) => lib.maybe(__filename, show('a file', next)),
  (next) => lib.maybe(__dirname, show('a folder', next)),
  (next) => lib.both('nowhere', show('both', next)),
  (next) => lib.none(__filename, show('none', next)),
  (next) => lib.odd(__filename, () => { throw undefined; }, show('odd', next)),
  (next) => lib.cached(__filename, cache, show('read', next)),
  (next) => { lib.cached(__filename, cache, show('cached', () => {})); console.log('then'); next(); },
  (next) => { lib.timed(__filename, () => {}); setTimeout(next, 100); },
  (next) => lib.early(__filename, show('early', next)),
];
const run = (index) => { if (index < steps.length) steps[index](() => run(index + 1)); };
run(0);
