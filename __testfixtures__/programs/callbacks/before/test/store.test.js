const assert = require('node:assert');
const { test, before } = require('node:test');
const Store = require('../lib/store.js');
const files = require('../lib/files.js');

let store;

before(function (t, done) {
  files.exists('fruit.txt', function (err, there) {
    store = there ? new Store('fruit') : undefined;
    done(err);
  });
});

test('loads', function (t, done) {
  store.load(function (err, report) {
    assert.ifError(err);
    assert.equal(report.lines.length, 2);
    done();
  });
});

test('an error comes through', function (t, done) {
  files.size('nowhere.txt', function (err) {
    assert.equal(err.code, 'ENOENT');
    done();
  });
});
