const child = require('child_process');
const fs = require('fs');
const path = require('path');

// an injected file system keeps its synchronous methods
function Store(dir, opts) {
  this.dir = dir;
  this.fs = opts.fs || fs;
}
Store.prototype.read = function (name) {
  return this.fs.readFileSync(path.join(this.dir, name), 'utf8').trim().split('\n')[0];
};
Store.prototype.has = function (name) {
  return !this.fs.existsSync(path.join(this.dir, name)) ? 'missing' : 'there';
};
Store.prototype.add = function (name, text) {
  if (text) this.fs.writeFileSync(path.join(this.dir, name), text);
  this.fs.appendFileSync(path.join(this.dir, name), '!');
  this.fs.existsSync(this.dir) || this.fs.mkdirSync(this.dir, { recursive: true })
  return this;
};

function kinds(dir, opts) {
  const xfs = opts.fs || fs;
  return xfs.readdirSync(dir).filter((name) => /^[abc]\.txt$/.test(name)).map((name) => [name, xfs.statSync(path.join(dir, name)).isFile()]);
}

function each(store, action) {
  store.fs.readdirSync(store.dir).forEach(function (name) {
    if (/^[abc]\.txt$/.test(name)) action(name + store.read(name));
  });
  return store.fs.readdirSync(store.dir).filter((name) => /txt$/.test(name) && store.read(name)).length > 2;
}

// the callee itself is injected
function version(opts) {
  const spawn = opts.spawn || child.spawnSync;
  const { status, stdout } = spawn(process.execPath, ['-e', 'console.log(1)']);
  return [status, String(stdout).trim()];
}

// names that are assigned again say nothing for certain
let { existsSync } = fs;
function checks(file, opts) {
  if (opts.always) existsSync = () => true;
  if (existsSync(file)) return 'yes';
  return 'no';
}

class Memory {
  constructor() {
    this.files = { 'x/one': 'first\nsecond' };
    this.log = [];
  }
  readdirSync() {
    return ['a.txt'];
  }
  readFileSync(file) {
    this.log.push(file);
    return this.files[file];
  }
  existsSync(file) {
    return file in this.files || file === 'x';
  }
  writeFileSync(file, text) {
    this.files[file] = text;
  }
  appendFileSync(file, text) {
    this.files[file] += text;
  }
}

function main() {
  const memory = new Memory();
  for (const opts of [{}, { fs: Object.assign(memory, JSON.parse('{}')) }]) {
    const store = new Store(opts.fs ? 'x' : '.', opts);
    console.log(store.read(opts.fs ? 'one' : 'a.txt'), store.has('one'), store.has('b.txt'));
    store.add('new.txt', 'text');
    console.log(store.read('new.txt'));
  }
  console.log(memory.log);
  console.log(each(new Store('.', {}), (text) => console.log(text)));
  console.log(kinds('.', {}));
  console.log(version({}), version({ spawn: () => ({ status: 7, stdout: 'fake' }) }));
  console.log(checks('a.txt', {}), checks('nope', {}), checks('nope', { always: true }));
}
main();
