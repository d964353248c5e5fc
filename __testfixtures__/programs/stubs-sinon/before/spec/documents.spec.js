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
    $exists = sandbox.stub(fs, 'existsSync')
      .callsFake(file => texts.hasOwnProperty(file));
    $read = sandbox.stub(fs, 'readFileSync').callsFake((file) => {
      if (!texts[file]) {
        throw new Error('unreadable');
      }
      return texts[file];
    });
  });

  afterEach(() => sandbox.restore());

  it('opens', () => {
    assert.strictEqual(documents.open('a.md'), 'text of a');
    sinon.assert.calledOnce($read);
    sinon.assert.calledWith(fs.readFileSync, 'a.md', 'utf8');
    assert.strictEqual($exists.firstCall.args[0], 'a.md');
  });

  it('fails where nothing is', () => {
    assert.throws(() => documents.open('b.md'), /no b\.md/);
    assert.ok($read.notCalled);
  });

  it('fails where nothing can be read', () => {
    $exists.withArgs('c.md').returns(true);
    $read.withArgs('c.md').throws(new Error('forbidden'));
    assert.throws(() => documents.open('c.md'), /forbidden/);
    $exists.withArgs('a.md').returns(false);
    assert.throws(() => documents.open('a.md'), /no a\.md/);
  });
});

describe('storing', () => {
  it('writes once', () => {
    const write = sinon.stub(fs, 'writeFileSync').returns();
    const mkdir = sinon.stub(fs, 'mkdirSync');
    documents.store('d.md', 'text of d');
    assert.deepStrictEqual(write.args, [['d.md', 'text of d']]);
    assert.strictEqual(mkdir.callCount, 1);
    write.restore();
    fs.mkdirSync.restore();
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
