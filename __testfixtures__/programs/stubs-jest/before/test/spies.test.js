const fs = require('fs');
const { config, isFolder } = require('../lib/config');

afterEach(() => jest.restoreAllMocks());

describe('config', () => {
  test('is read', () => {
    const exists = jest.spyOn(fs, 'existsSync').mockReturnValue(true);
    const read = jest.spyOn(fs, 'readFileSync').mockImplementation((file) => `{ "file": "${file}" }`);
    expect(config('a.json').file).toBe('a.json');
    expect(read).toHaveBeenCalledWith('a.json', 'utf8');
    expect(exists.mock.calls.length).toBe(1);
    fs.readFileSync.mockReturnValueOnce('broken');
    expect(() => config('b.json')).toThrow();
  });

  test('is empty without a file', () => {
    const read = jest.spyOn(fs, 'readFileSync');
    jest.spyOn(fs, 'existsSync').mockReturnValueOnce(false);
    expect(config('c.json')).toEqual({});
    expect(read).not.toHaveBeenCalled();
  });
});

test('a folder', () => {
  const stat = jest.spyOn(fs, 'statSync').mockReturnValue({ isDirectory: () => true });
  expect(isFolder('nowhere')).toBe(true);
  expect(stat.mock.results).toBe(undefined);
});
