'use strict';

const { test, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const path = require('path');
const lib = require('..');
const workspace = require('./support/workspace');

let dir;
beforeEach(() => {
  dir = workspace.create();
  workspace.put(dir, 'b.csv', '2020-0001;Zweig;Paper;2;10\n2020-0001;Zweig;Ink;1;5.5\r\n2020-0002;Amt;Stamp;3;1\n');
  workspace.put(dir, 'a.json', workspace.invoice('2019-0001'));
  workspace.put(dir, 'readme.txt', 'nothing');
});
afterEach(() => {
  workspace.destroy(dir);
});

test('a CSV file holds several invoices', (t, done) => {
  lib.importer.parseFile(path.join(dir, 'b.csv'), (err, found) => {
    assert.ifError(err);
    assert.deepStrictEqual(found.map((invoice) => invoice.id), ['2020-0001', '2020-0002']);
    assert.strictEqual(lib.invoices.total(found[0]), 25.5);
    done();
  });
});

test('a folder is read in the order of its names', (t, done) => {
  lib.importer.parseFolder(dir, (err, all) => {
    assert.ifError(err);
    assert.deepStrictEqual(all.map((invoice) => invoice.id), ['2019-0001', '2020-0001', '2020-0002']);
    done();
  });
});

test('errors arrive in the callback', (t, done) => {
  lib.importer.parseFile(path.join(dir, 'missing.json'), (err) => {
    assert.strictEqual(err.code, 'ENOENT');
    lib.importer.parseFile(path.join(dir, 'readme.txt'), (problem) => {
      assert.ok(problem instanceof SyntaxError);
      done();
    });
  });
});

test('files are put into the archive, in order', () => {
  const archive = lib.open(dir);
  const more = workspace.put(dir, 'c.json', workspace.invoice('2018-0001'));
  const ids = lib.importer.importFiles(archive, [path.join(dir, 'a.json'), more]);
  assert.deepStrictEqual(ids, ['2019-0001', '2018-0001']);
  assert.deepStrictEqual(archive.history().map((note) => note.id), ids);
});

test('the first bad file stops the import', () => {
  const archive = lib.open(dir);
  const missing = path.join(dir, 'missing.json');
  assert.throws(() => lib.importer.importFiles(archive, [path.join(dir, 'a.json'), missing]), { code: 'ENOENT' });
  assert.deepStrictEqual(archive.list(), ['2019-0001']);
});
