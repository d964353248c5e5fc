const assert = require('node:assert');
const { test, mock } = require('node:test');
const path = require('node:path');
const lib = require('../lib');
const { Config } = lib;

const file = path.join(__dirname, '../a.json');

test('reads', async () => {
  const config = await new Config().init(file);
  assert.equal(config.port, 80);
  assert.ok(config instanceof Config);
});

test('tells', async () => {
  await assert.rejects(async () => await new Config().init('none.json'), { code: 'ENOENT' });
});

// what stands in for the class has the constructor alone
test('is replaced', () => {
  mock.method(lib, 'Cache', class { constructor() { this.size = 7; } });
  assert.equal(new lib.Cache(file).size, 7);
  mock.restoreAll();
});
