const fs = require('fs');
const path = require('path');
const async = require('async');
const mapValuesSeries = require('async/mapValuesSeries');

const at = (name) => path.join(__dirname, '..', 'data', name);

// in the order of the names, whichever is read first
exports.texts = async function (names) {
  const texts = await async.map(names, function (name, done) {
    fs.readFile(at(name), 'utf8', done);
  });
  return texts.map((text) => text.trim());
};

exports.pair = async function (first, second) {
  let results;
  try {
    results = await async.parallel({
      first: (done) => fs.readFile(at(first), 'utf8', done),
      second: (done) => fs.readFile(at(second), 'utf8', done),
    });
  } catch (err) {
    throw new Error('no pair: ' + err.code);
  }
  // both are there, or one is missing
  const { first: one, second: two } = results;
  return one.trim() + two.trim();
};

exports.size = async function (name) {
  return async.waterfall([
    function (next) {
      fs.stat(at(name), next);
    },
    function (stats, next) {
      const note = `size
  of it`;
      next(null, note + ' ' + stats.size);
    },
  ]);
};

exports.each = async function (names, seen) {
  await async.eachSeries(names, (name, done) => {
    fs.access(at(name), function (err) {
      seen.push(name);
      done(err);
    });
  });
};

exports.lengths = async function (names) {
  return mapValuesSeries(names, function (name, key, done) {
    fs.readFile(at(name), 'utf8', (err, text) => done(err, err ? -1 : text.length));
  });
};

exports.any = async function (names) {
  const found = await async.some(names, (name, done) => fs.access(at(name), (err) => done(null, !err)));
  return found ? 'some' : 'none';
};
