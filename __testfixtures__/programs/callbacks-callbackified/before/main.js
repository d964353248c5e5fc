'use strict';
const os = require('os');
const path = require('path');
const lib = require('./lib');

function show(label, next) {
  return function () {
    console.log(label, arguments.length, arguments[0] ? arguments[0].code || arguments[0].name : arguments[0], JSON.stringify(arguments[1]));
    if (next) next();
  };
}

const store = new lib.Store(path.join(os.tmpdir(), `unblock-kept-${process.pid}`));
const steps = [
  (next) => { lib.read(path.join(__dirname, 'package.json'), { encoding: 'latin1' }, show('read', next)); console.log('goes on'); },
  (next) => lib.read(path.join(__dirname, 'lib'), show('a folder', next)),
  (next) => { lib.read('', show('at once', next)); },
  (next) => store.save('a', 'x', show('save', next)),
  (next) => store.replace('a', 'y', show('replace', next)),
  (next) => store.replace('b', 'y', show('replace nothing', next)),
  (next) => store.drop('a', show('drop', next)),
  (next) => store.drop('a', show('drop nothing', next)),
  (next) => lib.size(__filename, (err, size) => { console.log('size', size > 100); next(); }),
  (next) => lib.size('nowhere', show('size', next)),
  (next) => lib.parse(path.join(__dirname, 'package.json'), show('parse', next)),
  (next) => lib.parse(__filename, show('parse', next)),
  (next) => {
    console.log(lib.read.length, lib.read.name, lib.size.length, store.save.length, typeof lib.size.prototype);
    next();
  },
  (next) => {
    // what a callback throws ends the process, once
    process.once('uncaughtException', (error) => { console.log('uncaught', error.message); next(); });
    lib.size(__filename, () => { console.log('called'); throw new Error('thrown'); });
  },
];
const run = (index) => { if (index < steps.length) steps[index](() => run(index + 1)); };
run(0);
