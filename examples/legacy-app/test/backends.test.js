'use strict';

const { describe, it, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const fs = require('fs');
const path = require('path');
const workspace = require('./support/workspace');
const { Backend, PlainBackend, GzipBackend, CachedBackend } = require('../lib/backends');

let dir;
beforeEach(() => {
  dir = workspace.create();
});
afterEach(() => {
  workspace.destroy(dir);
});

[PlainBackend, GzipBackend, CachedBackend].forEach((Kind) => {
  describe(Kind.name, () => {
    it('gives back what it was given', () => {
      const backend = new Kind(dir);
      assert.strictEqual(backend.has('a'), false);
      backend.write('a', 'text of a');
      assert.strictEqual(backend.has('a'), true);
      assert.strictEqual(backend.read('a'), 'text of a');
    });

    it('lists its files only, in order', () => {
      const backend = new Kind(dir);
      backend.write('b', '1');
      backend.write('a', '22');
      workspace.put(dir, 'notes.txt', 'not an invoice');
      fs.mkdirSync(path.join(dir, 'folder' + backend.extension));
      assert.deepStrictEqual(backend.ids(), ['a', 'b']);
    });

    it('removes', () => {
      const backend = new Kind(dir);
      backend.write('a', '1');
      backend.remove('a');
      assert.deepStrictEqual(backend.ids(), []);
      assert.throws(() => backend.read('a'), { code: 'ENOENT' });
      assert.throws(() => backend.remove('a'), /ENOENT/);
    });

    it('counts bytes', () => {
      const backend = new Kind(dir);
      assert.strictEqual(backend.size, 0);
      backend.write('a', 'xyz');
      assert.strictEqual(backend.size, fs.statSync(backend.fileOf('a')).size);
    });
  });
});

it('a compressed file is smaller than the text', () => {
  new GzipBackend(dir).write('a', 'x'.repeat(5000));
  assert.ok(new GzipBackend(dir).size < 200);
});

it('the cache answers without the file', () => {
  const backend = new CachedBackend(dir);
  backend.write('a', 'kept');
  fs.unlinkSync(backend.fileOf('a'));
  assert.strictEqual(backend.read('a'), 'kept');
});

it('the base class can do neither', () => {
  const backend = new Backend(dir, '.x');
  assert.throws(() => backend.write('a', 'text'), /Backend cannot write a \(4 characters\)/);
  assert.throws(() => backend.read('a'), /Backend cannot read a/);
});
