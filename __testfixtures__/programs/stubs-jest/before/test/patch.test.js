jest.mock('fs-extra', () => {
  const files = { 'a.txt': { contents: 'text of a', mode: 0o644 } };

  return {
    files: () => files,
    ensureDirSync: jest.fn(),
    readFileSync: jest.fn((file) => files[file].contents),
    writeFileSync: jest.fn(function (file, contents, { mode }) {
      files[file] = { contents, mode };
    }),
    statSync: (file) => files[file],
  };
});

const fse = require('fs-extra');
const { apply, applyIfThere } = require('../lib/patch');

describe(apply, () => {
  it('changes a file', () => {
    expect(apply('a.txt', 'new text')).toBe('text of a');
    expect(fse.files()['a.txt']).toEqual({ contents: 'new text', mode: 0o644 });
  });

  it('fails where nothing is', () => {
    expect(() => apply('b.txt', '')).toThrow();
    expect(() => applyIfThere('a.txt')).toThrow();
  });
});
