'use strict';

const { describe, it, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const fs = require('fs');
const path = require('path');
const lib = require('..');
const workspace = require('./support/workspace');

const SETTINGS = { compress: false, journal: false, afterSave: '', secret: 's3cret', currency: 'EUR' };

let dir;
beforeEach(() => {
  dir = workspace.create();
});
afterEach(() => {
  workspace.destroy(dir);
});

describe('Archive', () => {
  it('saves, gets, lists and removes', () => {
    const archive = new lib.Archive(dir, SETTINGS);
    assert.strictEqual(archive.save(workspace.invoice('2019-0002')), '2019-0002');
    archive.save(workspace.invoice('2019-0001', 7));
    assert.deepStrictEqual(archive.list(), ['2019-0001', '2019-0002']);
    assert.deepStrictEqual(archive.get('2019-0001'), workspace.invoice('2019-0001', 7));
    assert.strictEqual(archive.remove('2019-0001'), true);
    assert.strictEqual(archive.remove('2019-0001'), false);
    assert.deepStrictEqual(archive.list(), ['2019-0002']);
  });

  it('refuses what is there already, and what is no invoice', () => {
    const archive = new lib.Archive(dir, SETTINGS);
    archive.save(workspace.invoice('2019-0001'));
    assert.throws(() => archive.save(workspace.invoice('2019-0001')), /2019-0001 is archived already/);
    assert.throws(() => archive.save({ id: 'x', lines: [] }), TypeError);
    assert.throws(() => archive.save({ id: '2019-0003', lines: [] }), /has no lines/);
    assert.throws(() => archive.get('2019-0009'), /No invoice 2019-0009/);
  });

  it('tells its listeners', () => {
    const archive = new lib.Archive(dir, SETTINGS);
    const heard = [];
    archive.on('saved', (id) => heard.push('saved ' + id));
    archive.on('removed', (id) => heard.push('removed ' + id));
    archive.save(workspace.invoice('2019-0001'));
    archive.remove('2019-0001');
    archive.remove('2019-0001');
    assert.deepStrictEqual(heard, ['saved 2019-0001', 'removed 2019-0001']);
  });

  it('adds up', () => {
    const archive = new lib.Archive(dir, SETTINGS);
    assert.strictEqual(archive.total(), 0);
    archive.save(workspace.invoice('2019-0001', 10));
    archive.save(workspace.invoice('2019-0002', 1));
    assert.strictEqual(archive.total(), 25.5 + 7.5);
    assert.deepStrictEqual(archive.all().map((invoice) => invoice.id), ['2019-0001', '2019-0002']);
  });

  it('orders by the time of the last change', () => {
    const archive = new lib.Archive(dir, SETTINGS);
    archive.save(workspace.invoice('2019-0001'));
    archive.save(workspace.invoice('2019-0002'));
    archive.save(workspace.invoice('2019-0003'));
    fs.utimesSync(archive.backend.fileOf('2019-0001'), 3000, 3000);
    fs.utimesSync(archive.backend.fileOf('2019-0002'), 1000, 1000);
    fs.utimesSync(archive.backend.fileOf('2019-0003'), 2000, 2000);
    assert.deepStrictEqual(archive.recent(), ['2019-0001', '2019-0003', '2019-0002']);
  });

  it('notices what was changed behind its back', () => {
    const archive = new lib.Archive(dir, SETTINGS);
    archive.save(workspace.invoice('2019-0001'));
    archive.save(workspace.invoice('2019-0002'));
    assert.deepStrictEqual(archive.verify(), []);
    const file = archive.backend.fileOf('2019-0002');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('Zweig', 'Zwerg'));
    assert.deepStrictEqual(archive.verify(), ['2019-0002']);
    assert.strictEqual(archive.get('2019-0002').customer, 'Zwerg & Co');
  });

  it('runs the hook, and fails with it', () => {
    const print = `"${process.execPath}" -e "require('fs').writeFileSync('hook.out', process.env.INVOICE_ID)"`;
    const archive = new lib.Archive(dir, { ...SETTINGS, afterSave: print });
    archive.save(workspace.invoice('2019-0001'));
    assert.strictEqual(fs.readFileSync(path.join(dir, 'hook.out'), 'utf8'), '2019-0001');

    const failing = new lib.Archive(dir, { ...SETTINGS, afterSave: `"${process.execPath}" -e "process.exit(3)"` });
    assert.throws(() => failing.save(workspace.invoice('2019-0002')), /failed with exit code 3/);
  });

  it('keeps compressed invoices readable', () => {
    const archive = new lib.Archive(dir, { ...SETTINGS, compress: true });
    archive.save(workspace.invoice('2019-0001'));
    assert.deepStrictEqual(fs.readdirSync(path.join(dir, 'invoices')), ['2019-0001.json.gz']);
    assert.deepStrictEqual(archive.get('2019-0001'), workspace.invoice('2019-0001'));
    assert.deepStrictEqual(archive.verify(), []);
  });
});

describe('JournaledArchive', () => {
  it('notes down what happens', () => {
    const archive = new lib.JournaledArchive(dir, SETTINGS);
    assert.deepStrictEqual(archive.history(), []);
    archive.save(workspace.invoice('2019-0001'));
    archive.remove('2019-0001');
    archive.remove('2019-0001');
    assert.deepStrictEqual(archive.history(), [
      { what: 'saved', id: '2019-0001' },
      { what: 'removed', id: '2019-0001' }
    ]);
  });

  it('is an archive', () => {
    const archive = lib.open(dir);
    assert.ok(archive instanceof lib.JournaledArchive);
    assert.ok(archive instanceof lib.Archive);
    workspace.put(dir, 'archive.json', { journal: false });
    assert.ok(!(lib.open(dir) instanceof lib.JournaledArchive));
  });
});

describe('backup', () => {
  let archive;
  beforeEach(() => {
    archive = new lib.Archive(dir, SETTINGS);
    archive.save(workspace.invoice('2019-0001'));
    archive.save(workspace.invoice('2019-0002'));
  });

  it('calls back with the number of files', (t, done) => {
    archive.backup(path.join(dir, 'copy'), (err, count) => {
      assert.ifError(err);
      assert.strictEqual(count, 2);
      done();
    });
  });

  it('calls back with the error', (t, done) => {
    archive.backup(path.join(dir, 'seals.json', 'below a file'), (err) => {
      assert.strictEqual(err.code, 'ENOTDIR');
      done();
    });
  });
});
