const fs = require('fs');

// the same file stubs fs.readFileSync in another suite, where this never runs
exports.load = function load(file) {
  return fs.readFileSync(file, 'utf8').trim();
};

// stubbed in a file that another process runs
exports.lines = function lines(file) {
  return fs.readFileSync(file, 'utf8').split('\n').length;
};

// called by a test that must not wait
exports.second = function second(file) {
  return fs.readFileSync(file, 'utf8').split('\n')[1];
};
