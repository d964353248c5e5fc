const fs = require('fs');
const permissions = require('../lib/permissions');

describe('permissions', () => {
  it('are here', () => {
    spyOn(fs, 'existsSync').and.returnValue(true);
    spyOn(fs, 'accessSync').and.throwError('forbidden');
    expect(permissions.isHere('a.md')).toBe(true);
    expect(() => permissions.check('a.md')).toThrow();
  });
});
