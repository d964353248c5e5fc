import { eachSeries, parallel } from 'async';
import { readFile } from 'fs';

function work(name, callback) {
  parallel([
    (done) => readFile(name, 'utf8', done),
    (done) => readFile('b.txt', 'utf8', done),
  ], (err, texts) => {
    if (err) return callback(err);
    eachSeries(Object.keys({ 'c.txt': 1 }), (file, done) => {
      readFile(file, 'utf8', (err, text) => {
        if (err) return done(err);
        console.log(file, text.length);
        done();
      });
    }, (err) => callback(err, texts));
  });
}

setTimeout(function () {
  work('a.txt', function (err, value) {
    if (err) throw err;
    console.log('value', JSON.stringify(value));
    work('none.txt', function (err) {
      console.log('failed', err ? err.code || err.message : 'not');
    });
  });
}, 1);
