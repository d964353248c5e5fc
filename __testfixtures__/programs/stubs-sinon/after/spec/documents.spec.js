const assert = require('node:assert');
const fs = require('node:fs');
const { describe, it, beforeEach, afterEach } = require('node:test');
const sinon = require('sinon');
const documents = require('../lib/documents');

describe('documents', () => {
  const sandbox = sinon.createSandbox();
  const texts = { 'a.md': 'text of a' };
  let $exists;
  let $read;

  beforeEach(() => {
    $exists = sandbox.stub(fs.promises, 'access')
      .callsFake(async file => { if (!(texts.hasOwnProperty(file))) throw new Error('ENOENT'); });
    $read = sandbox.stub(fs.promises, 'readFile').callsFake(async (file) => {
      if (!texts[file]) {
        throw new Error('unreadable');
      }
      return texts[file];
    });
  });

  afterEach(() => sandbox.restore());

  it('opens', async () => {
    assert.strictEqual(await documents.open('a.md'), 'text of a');
    sinon.assert.calledOnce($read);
    sinon.assert.calledWith(fs.promises.readFile, 'a.md', 'utf8');
    assert.strictEqual($exists.firstCall.args[0], 'a.md');
  });

  it('fails where nothing is', async () => {
    await assert.rejects(async () => await documents.open('b.md'), /no b\.md/);
    assert.ok($read.notCalled);
  });

  it('fails where nothing can be read', async () => {
    $exists.withArgs('c.md').resolves();
    $read.withArgs('c.md').rejects(new Error('forbidden'));
    await assert.rejects(async () => await documents.open('c.md'), /forbidden/);
    $exists.withArgs('a.md').rejects(new Error('ENOENT'));
    await assert.rejects(async () => await documents.open('a.md'), /no a\.md/);
  });
});

describe('storing', () => {
  it('writes once', async () => {
    const write = sinon.stub(fs.promises, 'writeFile').resolves();
    const mkdir = sinon.stub(fs.promises, 'mkdir');
    await documents.store('d.md', 'text of d');
    assert.deepStrictEqual(write.args, [['d.md', 'text of d']]);
    assert.strictEqual(mkdir.callCount, 1);
    write.restore();
    fs.promises.mkdir.restore();
  });
});

describe('what stays', () => {
  it('asks for results', () => {
    const stat = sinon.stub(fs, 'statSync').returns({ mtime: 5 });
    assert.strictEqual(documents.modified('e.md'), 5);
    assert.notStrictEqual(stat.returnValues, 0);
    stat.restore();
  });

  it('replaces a function that is taken once', () => {
    const fsync = sinon.stub(fs, 'fsyncSync');
    documents.sync(7);
    assert.ok(fsync.calledOnce);
    fsync.restore();
  });

  it('is used by a package, too', () => {
    const readdir = sinon.stub(fs, 'readdirSync').returns(['g.md']);
    assert.deepStrictEqual(documents.index('nowhere'), ['g.md', 'g.md']);
    readdir.restore();
  });

  it('assigns', () => {
    const real = fs.unlinkSync;
    fs.unlinkSync = () => {};
    documents.drop('f.md');
    fs.unlinkSync = real;
  });
});
