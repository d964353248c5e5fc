'use strict';

const { test, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const workspace = require('./support/workspace');

const BIN = path.join(__dirname, '..', 'bin', 'archive.js');

let dir;
beforeEach(() => {
  dir = workspace.create();
});
afterEach(() => {
  workspace.destroy(dir);
});

function archive(...args) {
  const env = { ...process.env, ARCHIVE_ROOT: path.join(dir, 'store') };
  const ran = spawnSync(process.execPath, [BIN, ...args], { env, encoding: 'utf8' });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

test('add, list, show, remove', () => {
  const one = workspace.put(dir, 'one.json', workspace.invoice('2019-0001'));
  const two = workspace.put(dir, 'two.json', workspace.invoice('2019-0002', 1));
  assert.deepStrictEqual(archive('add', two, one), { code: 0, out: 'saved 2019-0002\nsaved 2019-0001\n', err: '' });
  assert.strictEqual(archive('list').out, '2019-0001\n2019-0002\n');
  assert.strictEqual(archive('show', '2019-0001').out, '2019-0001  Zweig & Co  25.50 EUR\n  2 x Paper\n  1 x Ink\n');
  assert.strictEqual(archive('remove', '2019-0001').code, 0);
  assert.strictEqual(archive('remove', '2019-0001').code, 1);
  assert.strictEqual(archive('recent').out, '2019-0002\n');
});

test('verify tells by its exit code', () => {
  archive('add', workspace.put(dir, 'one.json', workspace.invoice('2019-0001')));
  assert.deepStrictEqual(archive('verify'), { code: 0, out: 'all well\n', err: '' });
  fs.appendFileSync(path.join(dir, 'store', 'invoices', '2019-0001.json'), ' ');
  assert.deepStrictEqual(archive('verify'), { code: 1, out: 'broken: 2019-0001\n', err: '' });
});

test('summary writes the page', () => {
  const ran = archive('summary');
  assert.match(ran.out, /^[0-9a-f]{64}\n$/);
  assert.ok(fs.existsSync(path.join(dir, 'store', 'summary.html')));
});

test('errors go to stderr and into the exit code', () => {
  assert.deepStrictEqual(archive('show', '2019-0009'), { code: 1, out: '', err: 'archive: No invoice 2019-0009\n' });
  const ran = archive();
  assert.strictEqual(ran.code, 2);
  assert.match(ran.err, /^usage: /);
});

test('the lock goes with the process', () => {
  archive('list');
  assert.deepStrictEqual(fs.readdirSync(path.join(dir, 'store')), ['invoices']);
});
