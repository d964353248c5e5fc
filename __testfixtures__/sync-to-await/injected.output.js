const child = require('child_process');
const fs = require('fs');
const path = require('path');

// an injected file system keeps its synchronous methods
function Store(dir, opts) {
  this.dir = dir;
  this.fs = opts.fs || fs;
}
Store.prototype.read = async function (name) {
  return (this.fs === fs ? await fs.promises.readFile(path.join(this.dir, name), 'utf8') : this.fs.readFileSync(path.join(this.dir, name), 'utf8')).trim().split('\n')[0];
};
Store.prototype.has = async function (name) {
  return !(this.fs === fs ? await fs.promises.access(path.join(this.dir, name)).then(() => true, () => false) : this.fs.existsSync(path.join(this.dir, name))) ? 'missing' : 'there';
};
Store.prototype.add = async function (name, text) {
  if (text) this.fs === fs ? await fs.promises.writeFile(path.join(this.dir, name), text) : this.fs.writeFileSync(path.join(this.dir, name), text);
  if (this.fs === fs) await fs.promises.appendFile(path.join(this.dir, name), '!');
  else this.fs.appendFileSync(path.join(this.dir, name), '!');
  (this.fs === fs ? await fs.promises.access(this.dir).then(() => true, () => false) : this.fs.existsSync(this.dir)) || (this.fs === fs ? await fs.promises.mkdir(this.dir, { recursive: true }) : this.fs.mkdirSync(this.dir, { recursive: true }))
  return this;
};

async function kinds(dir, opts) {
  const xfs = opts.fs || fs;
  return await mapAsync((await xfs.promises.readdir(dir)).filter((name) => /^[abc]\.txt$/.test(name)), async (name) => [name, (await xfs.promises.stat(path.join(dir, name))).isFile()]);
}

async function each(store, action) {
  for (const name of store.fs === fs ? await fs.promises.readdir(store.dir) : store.fs.readdirSync(store.dir)) {
    if (/^[abc]\.txt$/.test(name)) action(name + await store.read(name));
  }
  return (await filterAsync(store.fs === fs ? await fs.promises.readdir(store.dir) : store.fs.readdirSync(store.dir), async (name) => /txt$/.test(name) && await store.read(name))).length > 2;
}

// the callee itself is injected
async function version(opts) {
  const spawn = opts.spawn || child.spawnSync;
  const { status, stdout } = spawn === child.spawnSync ? await spawnAsync(process.execPath, ['-e', 'console.log(1)']) : spawn(process.execPath, ['-e', 'console.log(1)']);
  return [status, String(stdout).trim()];
}

// names that are assigned again say nothing for certain
let { existsSync } = fs;
async function checks(file, opts) {
  if (opts.always) existsSync = () => true;
  if (existsSync === fs.existsSync ? await fs.promises.access(file).then(() => true, () => false) : existsSync(file)) return 'yes';
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

async function main() {
  const memory = new Memory();
  for (const opts of [{}, { fs: Object.assign(memory, JSON.parse('{}')) }]) {
    const store = new Store(opts.fs ? 'x' : '.', opts);
    console.log(await store.read(opts.fs ? 'one' : 'a.txt'), await store.has('one'), await store.has('b.txt'));
    await store.add('new.txt', 'text');
    console.log(await store.read('new.txt'));
  }
  console.log(memory.log);
  console.log(await each(new Store('.', {}), (text) => console.log(text)));
  console.log(await kinds('.', {}));
  console.log(await version({}), await version({ spawn: () => ({ status: 7, stdout: 'fake' }) }));
  console.log(await checks('a.txt', {}), await checks('nope', {}), await checks('nope', { always: true }));
}
main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}

// Array.prototype.filter that awaits each callback before the next.
async function filterAsync(items, callback, thisArg) {
  const results = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const item = items[index];
    if (await callback.call(thisArg, item, index, items)) results.push(item);
  }
  return results;
}

// child_process.spawnSync without blocking: resolves to the same result, whatever happens to the process.
async function spawnAsync(command, args, options) {
  if (args && typeof args === 'object' && !Array.isArray(args)) return spawnAsync(command, [], args);
  const { encoding, input, killSignal, maxBuffer = 1024 * 1024, timeout = 0 } = options || {};
  const decode = (buffer) => (encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer);
  const stdin = input && (typeof input === 'string'
    ? Buffer.from(input, encoding)
    : Buffer.from(input.buffer, input.byteOffset, input.byteLength));
  const running = child.spawn(command, args, { ...options, timeout: 0 });
  const streams = Array.from(running.stdio || []);
  return new Promise((resolve) => {
    const chunks = streams.map((stream, fd) => (stream && fd > 0 ? [] : null));
    let size = 0;
    let error;
    const fail = (cause) => {
      const [path, spawnargs] = [running.spawnfile, running.spawnargs.slice(1)];
      const syscall = `spawnSync ${path}`;
      error = error || Object.assign(new Error(`${syscall} ${cause.code}`), cause, { syscall, path, spawnargs });
    };
    const stop = (code) => {
      fail({ code });
      running.kill(killSignal);
      streams.forEach((stream) => stream && stream.destroy());
    };
    const timer = timeout > 0 ? setTimeout(stop, timeout, 'ETIMEDOUT') : undefined;
    const finish = (status, signal) => {
      clearTimeout(timer);
      const pid = running.pid || 0;
      const output = pid ? chunks.map((list) => list && decode(Buffer.concat(list))) : null;
      const [stdout, stderr] = output ? output.slice(1) : [null, null];
      resolve({ ...(error && { error }), status, signal, output, pid, stdout, stderr });
    };
    running.on('close', finish).on('error', (cause) => {
      fail(cause);
      if (!running.pid) finish(null, null);
    });
    chunks.forEach((list, fd) => list && streams[fd].on('data', (chunk) => {
      list.push(chunk);
      size += chunk.length;
      if (maxBuffer > 0 && size > maxBuffer) stop('ENOBUFS');
    }));
    if (running.stdin) running.stdin.on('error', fail).end(stdin || undefined);
  });
}
