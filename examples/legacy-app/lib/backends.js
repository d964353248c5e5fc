// Where invoices are put: one file each, plain or compressed.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const codec = require('./codec');
const { writeAtomically } = require('./files');

class Backend {
  constructor(dir, extension) {
    this.dir = dir;
    this.extension = extension;
  }

  fileOf(id) {
    return path.join(this.dir, id + this.extension);
  }

  write(id, text) {
    throw new Error(`${this.constructor.name} cannot write ${id} (${text.length} characters)`);
  }

  read(id) {
    throw new Error(`${this.constructor.name} cannot read ${id}`);
  }

  has(id) {
    return fs.existsSync(this.fileOf(id));
  }

  remove(id) {
    fs.unlinkSync(this.fileOf(id));
  }

  /** Ids of the invoices here, in order. */
  ids() {
    return fs
      .readdirSync(this.dir)
      .filter((name) => name.endsWith(this.extension))
      .filter((name) => fs.statSync(path.join(this.dir, name)).isFile())
      .map((name) => path.basename(name, this.extension))
      .sort();
  }

  /** Bytes on disk. A getter cannot wait: it stays as it is. */
  get size() {
    let bytes = 0;
    for (const name of fs.readdirSync(this.dir)) {
      bytes += fs.statSync(path.join(this.dir, name)).size;
    }
    return bytes;
  }
}

class PlainBackend extends Backend {
  constructor(dir) {
    super(dir, '.json');
  }

  write(id, text) {
    writeAtomically(this.fileOf(id), text);
  }

  read(id) {
    return fs.readFileSync(this.fileOf(id), 'utf8');
  }
}

class GzipBackend extends Backend {
  constructor(dir) {
    super(dir, '.json.gz');
  }

  write(id, text) {
    writeAtomically(this.fileOf(id), codec.pack(text));
  }

  read(id) {
    return codec.unpack(fs.readFileSync(this.fileOf(id)));
  }
}

/** Keeps nothing open between calls and remembers what it has read. */
class CachedBackend extends PlainBackend {
  constructor(dir) {
    super(dir);
    this.cache = new Map();
  }

  write(id, text) {
    super.write(id, text);
    this.cache.set(id, text);
  }

  read(id) {
    if (!this.cache.has(id)) this.cache.set(id, super.read(id));
    return this.cache.get(id);
  }

  remove(id) {
    this.cache.delete(id);
    super.remove(id);
  }
}

module.exports = { Backend, PlainBackend, GzipBackend, CachedBackend };
