const fs = require('fs');
const { config, isFolder } = require('../lib/config');

afterEach(() => jest.restoreAllMocks());

describe('config', () => {
  test('is read', async () => {
    const exists = jest.spyOn(fs.promises, 'access').mockResolvedValue(undefined);
    const read = jest.spyOn(fs.promises, 'readFile').mockImplementation(async (file) => `{ "file": "${file}" }`);
    expect((await config('a.json')).file).toBe('a.json');
    expect(read).toHaveBeenCalledWith('a.json', 'utf8');
    expect(exists.mock.calls.length).toBe(1);
    fs.promises.readFile.mockResolvedValueOnce('broken');
    expect(await settled(async () => await config('b.json'))).toThrow();
  });

  test('is empty without a file', async () => {
    const read = jest.spyOn(fs.promises, 'readFile');
    jest.spyOn(fs.promises, 'access').mockRejectedValueOnce(new Error('ENOENT'));
    expect(await config('c.json')).toEqual({});
    expect(read).not.toHaveBeenCalled();
  });
});

test('a folder', () => {
  const stat = jest.spyOn(fs, 'statSync').mockReturnValue({ isDirectory: () => true });
  expect(isFolder('nowhere')).toBe(true);
  expect(stat.mock.results).toBe(undefined);
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
