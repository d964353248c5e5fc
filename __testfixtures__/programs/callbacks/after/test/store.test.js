const assert = require('node:assert');
const { test, before } = require('node:test');
const Store = require('../lib/store.js');
const files = require('../lib/files.js');

let store;

before(async function (t) {
  let err = null;
  let there;
  try {
    there = await files.exists('fruit.txt');
  } catch (error) {
    err = error;
  }
  store = there ? new Store('fruit') : undefined;
  if (err) throw err;
});

test('loads', async function (t) {
  let err = null;
  let report;
  try {
    report = await store.load();
  } catch (error) {
    err = error;
  }
  assert.ifError(err);
  assert.equal(report.lines.length, 2);
});

test('an error comes through', async function (t) {
  let err = null;
  try {
    await files.size('nowhere.txt');
  } catch (error) {
    err = error;
  }
  assert.equal(err.code, 'ENOENT');
});
