const async = require('async');
const files = require('./lib/files');

function report(name, err, value) {
  console.log(name, err ? 'failed: ' + (err.code || err.message) : JSON.stringify(value));
}

function texts(names, callback) {
  files.texts(names, function (err, value) {
    report('texts', err, value);
    callback();
  });
}

function pairs(second, callback) {
  files.pair('a.txt', second, function (err, value) {
    report('pair', err, value);
    files.size(second, function (err, value) {
      if (err) {
        console.log('size', err.code);
        return callback();
      }
      console.log('size', value);
      callback();
    });
  });
}

function others(names, callback) {
  const seen = [];
  files.each(names, seen, function (err) {
    if (err) console.log('each failed at', seen.length, err.code);
    else console.log('each', seen.join());
    files.lengths({ one: names[0], two: names[1] }, function (err, value) {
      report('lengths', err, value);
      files.any(names, function (err, value) {
        report('any', err, value);
        callback();
      });
    });
  });
}

// later than whatever runs now
setTimeout(function () {
  async.series([
    (done) => setImmediate(done, null, 'ready'),
  ], function (err, results) {
    if (err) throw err;
    console.log(results);
    texts(['a.txt', 'b.txt'], function (err) {
      if (err) throw err;
      texts([], function (err) {
        if (err) throw err;
        texts(['a.txt', 'none.txt'], function (err) {
          if (err) throw err;
          pairs('b.txt', function (err) {
            if (err) throw err;
            pairs('none.txt', function (err) {
              if (err) throw err;
              others(['a.txt', 'b.txt'], function (err) {
                if (err) throw err;
                others(['a.txt', 'none.txt', 'b.txt'], function (err) {
                  if (err) throw err;
                  console.log('done');
                });
              });
            });
          });
        });
      });
    });
  });
}, 1);
