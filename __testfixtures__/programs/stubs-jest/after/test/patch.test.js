jest.mock('fs-extra', () => {
  const files = { 'a.txt': { contents: 'text of a', mode: 0o644 } };

  return {
    files: () => files,
    ensureDir: jest.fn(),
    readFile: jest.fn(async (file) => files[file].contents),
    writeFile: jest.fn(async function (file, contents, { mode }) {
      files[file] = { contents, mode };
    }),
    stat: async (file) => files[file],
  };
});

const fse = require('fs-extra');
const { apply, applyIfThere } = require('../lib/patch');

describe(apply, () => {
  it('changes a file', async () => {
    expect(await apply('a.txt', 'new text')).toBe('text of a');
    expect(fse.files()['a.txt']).toEqual({ contents: 'new text', mode: 0o644 });
  });

  it('fails where nothing is', async () => {
    expect(await settled(async () => await apply('b.txt', ''))).toThrow();
    expect(await settled(async () => await applyIfThere('a.txt'))).toThrow();
  });
});

// Runs to the end, then gives a function that returns the result or throws the error.
async function settled(run) {
  try {
    const result = await run();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
