const fs = require('fs');
const documents = require('../lib/documents');

describe('documents', () => {
  const texts = { 'a.md': 'text of a' };

  beforeEach(function () {
    spyOn(fs, 'existsSync').and.returnValue(true);
  });

  it('are opened', () => {
    const read = spyOn(fs, 'readFileSync').and.returnValue(texts['a.md']);
    expect(documents.open('a.md')).toEqual('text of a');
    expect(read).toHaveBeenCalledTimes(1);
    expect(fs.readFileSync).toHaveBeenCalledWith('a.md', 'utf8');
    const [file] = read.calls.argsFor(0);
    expect(file).toBe('a.md');
  });

  it('are counted', () => {
    spyOn(fs, 'readFileSync').and.returnValue('three words here');
    expect(documents.countWords('a.md')).toBe(3);
  });

  it('cannot be opened', () => {
    spyOn(fs, 'readFileSync').and.throwError('broken');
    expect(() => documents.open('a.md')).toThrow();
  });

  it('are not there', () => {
    const read = spyOn(fs, 'readFileSync');
    fs.existsSync.and.returnValue(false);
    expect(() => documents.open('a.md')).toThrow();
    expect(read).not.toHaveBeenCalled();
  });

  it('are stored', () => {
    spyOn(fs, 'writeFileSync');
    const folder = spyOn(fs, 'mkdirSync').and.callFake(function (dir) {
      expect(dir).toBe('documents');
    });
    documents.store('b.md', 'text of b');
    expect(fs.writeFileSync).toHaveBeenCalledWith('b.md', 'text of b');
    expect(folder.calls.mostRecent().args[1]).toEqual({ recursive: true });
  });
});

describe('what stays', () => {
  it('is handed on', () => {
    const stat = spyOn(fs, 'statSync').and.returnValue({ mtime: 5 });
    const count = (spy) => spy.calls.count();
    expect(documents.modified('c.md')).toBe(5);
    expect(count(stat)).toBe(1);
  });

  it('is taken once', () => {
    spyOn(fs, 'fsyncSync');
    documents.sync(7);
    expect(fs.fsyncSync).toHaveBeenCalledWith(7);
  });
});
