'use strict';

const { test, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const fs = require('fs');
const path = require('path');
const workspace = require('./support/workspace');
const files = require('../lib/files');
const checksum = require('../lib/checksum');
const codec = require('../lib/codec');

let dir;
beforeEach(() => {
  dir = workspace.create();
});
afterEach(() => {
  workspace.destroy(dir);
});

test('JSON goes to disk and comes back', () => {
  const file = path.join(dir, 'a.json');
  files.writeJson(file, { one: 1 });
  assert.deepStrictEqual(files.readJson(file), { one: 1 });
  assert.strictEqual(fs.readFileSync(file, 'utf8'), '{\n  "one": 1\n}\n');
  assert.deepStrictEqual(fs.readdirSync(dir), ['a.json']);
});

test('a missing file gives the fallback, or an error', () => {
  const file = path.join(dir, 'missing.json');
  assert.deepStrictEqual(files.readJson(file, []), []);
  assert.throws(() => files.readJson(file), { code: 'ENOENT' });
});

test('a fallback does not hide a broken file', () => {
  const file = workspace.put(dir, 'bad.json', '{');
  assert.throws(() => files.readJson(file, {}), SyntaxError);
});

test('remove says whether there was something', () => {
  const file = workspace.put(dir, 'x', 'x');
  assert.strictEqual(files.remove(file), true);
  assert.strictEqual(files.remove(file), false);
  assert.ok(!fs.existsSync(file));
  assert.throws(() => files.remove(dir));
});

test('walk goes down and keeps the order', () => {
  files.ensureDir(path.join(dir, 'b', 'deep'));
  ['z', 'b/2', 'b/1', 'b/deep/0', 'a'].forEach((name) => workspace.put(dir, name, name));
  assert.deepStrictEqual(
    files.walk(dir),
    ['a', 'b/1', 'b/2', 'b/deep/0', 'z'].map((name) => path.normalize(name))
  );
});

test('checksums of a file and of its text agree', () => {
  const file = workspace.put(dir, 'x', 'hello');
  assert.strictEqual(checksum.ofFile(file), checksum.ofText('hello'));
  assert.strictEqual(checksum.ofFile(file).length, 64);
});

test('packing and sealing', () => {
  const packed = codec.pack('ä'.repeat(1000));
  assert.ok(Buffer.isBuffer(packed));
  assert.ok(packed.length < 100);
  assert.strictEqual(codec.unpack(packed), 'ä'.repeat(1000));

  const seal = codec.seal('text', 'secret', 'salt');
  assert.match(seal, /^salt:[0-9a-f]{48}$/);
  assert.strictEqual(codec.isSealOf(seal, 'text', 'secret'), true);
  assert.strictEqual(codec.isSealOf(seal, 'text!', 'secret'), false);
});

test('unpacking garbage fails', () => {
  assert.throws(() => codec.unpack(Buffer.from('garbage')), { code: 'Z_DATA_ERROR' });
});
