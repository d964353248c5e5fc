'use strict';

const { test, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const workspace = require('./support/workspace');
const config = require('../lib/config');

let dir;
beforeEach(() => {
  dir = workspace.create();
});
afterEach(() => {
  workspace.destroy(dir);
});

test('without a file the defaults hold', () => {
  const settings = config.load(dir);
  assert.deepStrictEqual(settings, config.defaults);
  assert.notStrictEqual(settings, config.defaults);
});

test('a file overrides single settings', () => {
  workspace.put(dir, 'archive.json', { compress: true, currency: 'CHF' });
  const settings = config.load(dir);
  assert.strictEqual(settings.compress, true);
  assert.strictEqual(settings.currency, 'CHF');
  assert.strictEqual(settings.port, 8080);
});

test('a broken file is named', () => {
  workspace.put(dir, 'archive.json', '{ nonsense');
  assert.throws(() => config.load(dir), /Bad configuration in .*archive\.json/);
});
