const fs = require('fs');
const path = require('path');
const async = require('async');
const mapValuesSeries = require('async/mapValuesSeries');

const at = (name) => path.join(__dirname, '..', 'data', name);

// in the order of the names, whichever is read first
exports.texts = function (names, callback) {
  async.map(names, function (name, done) {
    fs.readFile(at(name), 'utf8', done);
  }, function (err, texts) {
    if (err) return callback(err);
    callback(null, texts.map((text) => text.trim()));
  });
};

exports.pair = function (first, second, callback) {
  async.parallel({
    first: (done) => fs.readFile(at(first), 'utf8', done),
    second: (done) => fs.readFile(at(second), 'utf8', done),
  }, (err, results) => {
    // both are there, or one is missing
    if (err) {
      callback(new Error('no pair: ' + err.code));
      return;
    }
    const { first: one, second: two } = results;
    callback(null, one.trim() + two.trim());
  });
};

exports.size = function (name, callback) {
  async.waterfall([
    function (next) {
      fs.stat(at(name), next);
    },
    function (stats, next) {
      const note = `size
  of it`;
      next(null, note + ' ' + stats.size);
    },
  ], callback);
};

exports.each = function (names, seen, callback) {
  async.eachSeries(names, (name, done) => {
    fs.access(at(name), function (err) {
      seen.push(name);
      done(err);
    });
  }, callback);
};

exports.lengths = function (names, callback) {
  mapValuesSeries(names, function (name, key, done) {
    fs.readFile(at(name), 'utf8', (err, text) => done(err, err ? -1 : text.length));
  }, function (err, lengths) {
    if (err) return callback(err);
    callback(null, lengths);
  });
};

exports.any = function (names, callback) {
  async.some(names, (name, done) => fs.access(at(name), (err) => done(null, !err)), function (err, found) {
    if (err) return callback(err);
    callback(null, found ? 'some' : 'none');
  });
};
