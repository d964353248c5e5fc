const assert = require('node:assert');
const { beforeEach, describe, it } = require('node:test');
const Users = require('../lib/users');
const { line } = require('../lib/report');

describe('users', () => {
  let users;
  beforeEach(async () => {
    users = new Users('users.json');
    await users.load();
  });

  it('have roles', async () => {
    assert.strictEqual(await users.role('ada'), 'admin');
    assert.deepStrictEqual((await users.names()).sort(), ['ada', 'bob']);
  });

  it('are known', async () => {
    await assert.rejects(async () => await users.role('eve'), /no user eve/);
    await assert.rejects(async () => await line(users, 'eve'));
  });
});
