const assert = require('node:assert');
const { beforeEach, describe, it } = require('node:test');
const Users = require('../lib/users');
const { line } = require('../lib/report');

describe('users', () => {
  let users;
  beforeEach(() => {
    users = new Users('users.json');
    users.load();
  });

  it('have roles', () => {
    assert.strictEqual(users.role('ada'), 'admin');
    assert.deepStrictEqual(users.names().sort(), ['ada', 'bob']);
  });

  it('are known', () => {
    assert.throws(() => users.role('eve'), /no user eve/);
    assert.throws(() => line(users, 'eve'));
  });
});
