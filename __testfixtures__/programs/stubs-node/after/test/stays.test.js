const assert = require('node:assert');
const fs = require('fs');
const path = require('node:path');
const { test, mock } = require('node:test');
const store = require('../lib/store');

test('age of a stubbed file', () => {
  const stat = mock.method(fs, 'statSync', () => ({ mtimeMs: 0 }));
  assert.ok(store.age('nowhere.txt') > 0);
  assert.strictEqual(stat.mock.calls[0].result.mtimeMs, 0);
  stat.mock.restore();
});

test('names in a stubbed folder', () => {
  const readdir = mock.method(fs, 'readdirSync', () => ['only.txt']);
  assert.deepStrictEqual(store.names('nowhere'), ['only.txt']);
  assert.strictEqual(store.folder('nowhere').first, 'only.txt');
  readdir.mock.restore();
});

test('removes', async () => {
  const file = path.join(__dirname, 'removed.txt');
  await fs.promises.writeFile(file, '');
  const unlink = mock.method(fs, 'unlinkSync', () => {});
  store.removeNow(file);
  await store.remove(file);
  assert.strictEqual(unlink.mock.callCount(), 1);
  unlink.mock.restore();
  assert.strictEqual(await fs.promises.access(file).then(() => true, () => false), false);
});
