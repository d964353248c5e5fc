// The archive: invoices by id, with seals, events and a hook.
'use strict';

var fs = require('fs');
var path = require('path');
var util = require('util');
var EventEmitter = require('events').EventEmitter;
var backends = require('./backends');
var codec = require('./codec');
var files = require('./files');
var hooks = require('./hooks');
var invoices = require('./invoices');

function Archive(root, settings) {
  EventEmitter.call(this);
  this.root = root;
  this.settings = settings;
  // A constructor cannot wait either.
  fs.mkdirSync(path.join(root, 'invoices'), { recursive: true });
  this.backend = settings.compress
    ? new backends.GzipBackend(path.join(root, 'invoices'))
    : new backends.PlainBackend(path.join(root, 'invoices'));
}

util.inherits(Archive, EventEmitter);

Archive.prototype.sealFile = function () {
  return path.join(this.root, 'seals.json');
};

Archive.prototype.save = function (invoice) {
  invoices.validate(invoice);
  if (this.backend.has(invoice.id)) throw new Error('Invoice ' + invoice.id + ' is archived already');

  var text = JSON.stringify(invoice);
  this.backend.write(invoice.id, text);

  var seals = files.readJson(this.sealFile(), {});
  seals[invoice.id] = codec.seal(text, this.settings.secret);
  files.writeJson(this.sealFile(), seals);

  if (this.settings.afterSave) hooks.run(this.settings.afterSave, { INVOICE_ID: invoice.id }, this.root);
  this.emit('saved', invoice.id);
  return invoice.id;
};

Archive.prototype.get = function (id) {
  if (!this.backend.has(id)) throw new Error('No invoice ' + id);
  return JSON.parse(this.backend.read(id));
};

Archive.prototype.list = function () {
  return this.backend.ids();
};

Archive.prototype.all = function () {
  var self = this;
  return this.list().map(function (id) {
    return self.get(id);
  });
};

/** The ids, last changed first. */
Archive.prototype.recent = function () {
  var backend = this.backend;
  return this.list().sort(function (a, b) {
    return fs.statSync(backend.fileOf(b)).mtimeMs - fs.statSync(backend.fileOf(a)).mtimeMs;
  });
};

Archive.prototype.remove = function (id) {
  if (!this.backend.has(id)) return false;
  this.backend.remove(id);
  var seals = files.readJson(this.sealFile(), {});
  delete seals[id];
  files.writeJson(this.sealFile(), seals);
  this.emit('removed', id);
  return true;
};

/** The ids whose files are not what was saved. */
Archive.prototype.verify = function () {
  var self = this;
  var seals = files.readJson(this.sealFile(), {});
  return this.list().filter(function (id) {
    var text = self.backend.read(id);
    return !seals[id] || !codec.isSealOf(seals[id], text, self.settings.secret);
  });
};

Archive.prototype.total = function () {
  var sum = 0;
  this.all().forEach(function (invoice) {
    sum += invoices.total(invoice);
  });
  return sum;
};

/** Copies every file of the archive; calls back with the number. */
Archive.prototype.backup = function (target, callback) {
  var count = 0;
  try {
    fs.mkdirSync(target, { recursive: true });
    fs.readdirSync(this.backend.dir).forEach(function (name) {
      fs.copyFileSync(path.join(this.backend.dir, name), path.join(target, name));
      count++;
    }, this);
  } catch (err) {
    process.nextTick(callback, err);
    return;
  }
  process.nextTick(callback, null, count);
};

module.exports = Archive;
