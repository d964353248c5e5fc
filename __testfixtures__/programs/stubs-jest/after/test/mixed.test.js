jest.mock('fs-extra', () => ({
  readFileSync: jest.fn(),
  readdirSync: jest.fn(() => ['mocked.txt']),
  readdir: jest.fn(),
}));

const fse = require('fs-extra');
const { read, list } = require('../lib/mixed');

it('reads', () => {
  fse.readFileSync.mockReturnValue('mocked');
  expect(read('a.txt')).toBe('mocked');
});

it('lists', () => {
  expect(list('.')).toEqual(['mocked.txt']);
});
