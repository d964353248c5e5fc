const fs = require('fs');
const documents = require('../lib/documents');

describe('documents', () => {
  const texts = { 'a.md': 'text of a' };

  beforeEach(function () {
    spyOn(fs.promises, 'access').and.resolveTo();
  });

  it('are opened', async () => {
    const read = spyOn(fs.promises, 'readFile').and.resolveTo(texts['a.md']);
    expect(await documents.open('a.md')).toEqual('text of a');
    expect(read).toHaveBeenCalledTimes(1);
    expect(fs.promises.readFile).toHaveBeenCalledWith('a.md', 'utf8');
    const [file] = read.calls.argsFor(0);
    expect(file).toBe('a.md');
  });

  it('are counted', async () => {
    spyOn(fs.promises, 'readFile').and.resolveTo('three words here');
    expect(await documents.countWords('a.md')).toBe(3);
  });

  it('cannot be opened', async () => {
    spyOn(fs.promises, 'readFile').and.throwError('broken');
    expect(await settled(async () => await documents.open('a.md'))).toThrow();
  });

  it('are not there', async () => {
    const read = spyOn(fs.promises, 'readFile');
    fs.promises.access.and.rejectWith(new Error('ENOENT'));
    expect(await settled(async () => await documents.open('a.md'))).toThrow();
    expect(read).not.toHaveBeenCalled();
  });

  it('are stored', async () => {
    spyOn(fs.promises, 'writeFile');
    const folder = spyOn(fs.promises, 'mkdir').and.callFake(async function (dir) {
      expect(dir).toBe('documents');
    });
    await documents.store('b.md', 'text of b');
    expect(fs.promises.writeFile).toHaveBeenCalledWith('b.md', 'text of b');
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
