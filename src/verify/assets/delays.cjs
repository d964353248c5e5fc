// Preloaded while tests run: lets answers of Node's asynchronous functions (files, programs, compression, keys) come late and in another
// order than they were asked for, as a loaded machine would; with import as with require, in workers too. $UNBLOCK_DELAYS is `<order>:<seed>`; orders: random, reverse, slow-first.
'use strict';
const fs = require('fs');
const { syncBuiltinESMExports } = require('module');
const { promisify } = require('util');

const [order, seed] = String(process.env.UNBLOCK_DELAYS).split(':');
const later = setTimeout;
const WINDOW_MS = 6;
let state = Number(seed) >>> 0;

/** mulberry32 */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const waiting = [];
let timer = false;
const seen = new Set();
/** Operations that were begun and have not answered yet, without those that are held back. */
let flying = 0;
/** Answers of slow-first that are held back until nothing else is on its way; at most HELD_MS, as some programs never rest. */
const held = new Set();
const HELD_MS = 300;
let quiet;

/** To be called when an operation begins. */
function begin() {
  flying++;
  clearTimeout(quiet);
}

/** Lets go what is held back once nothing else has been on its way for a while. */
function settle() {
  clearTimeout(quiet);
  if (flying > 0 || held.size === 0) return;
  quiet = later(() => { for (const each of [...held]) each(); }, 3 * WINDOW_MS);
}

/** Calls `release` later: together with the others of this moment, in the order that was asked for. */
function hold(name, release) {
  if (order === 'slow-first') {
    const isFirst = !seen.has(name);
    seen.add(name);
    if (isFirst) {
      const free = () => { clearTimeout(limit); held.delete(free); release(); };
      const limit = later(free, HELD_MS);
      held.add(free);
      flying--;
      settle();
    } else later(() => { flying--; release(); settle(); }, 0);
    return;
  }
  waiting.push(release);
  if (timer) return;
  timer = true;
  later(() => {
    timer = false;
    const all = waiting.splice(0);
    if (order === 'reverse') all.reverse();
    else for (let i = all.length - 1; i > 0; i--) { const j = Math.floor(random() * (i + 1)); [all[i], all[j]] = [all[j], all[i]]; }
    // one after another, each with what it sets off
    const next = () => {
      const release = all.shift();
      if (!release) return;
      if (all.length > 0) later(next, 0);
      release();
    };
    next();
  }, 1 + Math.floor(random() * WINDOW_MS));
}

function like(wrapper, original, changed = {}) {
  Object.defineProperties(wrapper, { ...Object.getOwnPropertyDescriptors(original), ...changed });
  return wrapper;
}

const PROMISES = ['access', 'appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'lstat', 'mkdir', 'mkdtemp', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile'];
/** Delays functions of `owner` that return promises. */
function delayPromises(owner, names) {
  for (const name of names) {
    const original = owner[name];
    if (typeof original !== 'function') continue;
    owner[name] = like(function (...args) {
      return new Promise((resolve, reject) => {
        const answer = original.apply(this, args);
        begin();
        answer.then((value) => hold(name, () => resolve(value)), (error) => hold(name, () => reject(error)));
      });
    }, original);
  }
}
delayPromises(fs.promises, PROMISES);
// methods of open files are known when the first one is open
const { open } = fs.promises;
let isFirst = true;
fs.promises.open = like(async function (...args) {
  const handle = await open.apply(this, args);
  if (isFirst) delayPromises(Object.getPrototypeOf(handle), ['appendFile', 'datasync', 'read', 'readFile', 'readv', 'stat', 'sync', 'truncate', 'write', 'writeFile', 'writev']);
  isFirst = false;
  return handle;
}, open);

/** Delays the last argument of functions of `owner`, and what util.promisify makes of them. */
function delayCallbacks(owner, names) {
  for (const name of names) {
    const original = owner[name];
    if (typeof original !== 'function') continue;
    const promised = original[promisify.custom];
    // with what the promise of exec has besides: the child
    const custom = promised && ((...args) => {
      const made = promised(...args);
      begin();
      return Object.assign(new Promise((resolve, reject) => { made.then((value) => hold(name, () => resolve(value)), (error) => hold(name, () => reject(error))); }), made);
    });
    const wrapper = like(function (...args) {
      const callback = args.at(-1);
      if (typeof callback !== 'function') return original.apply(this, args);
      args[args.length - 1] = function (...results) { hold(name, () => callback.apply(this, results)); };
      const result = original.apply(this, args);
      begin();
      return result;
    }, original, custom && { [promisify.custom]: { value: custom } });
    owner[name] = wrapper;
  }
}
delayCallbacks(fs, [...PROMISES.filter((each) => each !== 'cp'), 'exists', 'read', 'write', 'close', 'fstat']);
delayCallbacks(require('child_process'), ['exec', 'execFile']);
delayCallbacks(require('zlib'), ['deflate', 'deflateRaw', 'gzip', 'gunzip', 'inflate', 'inflateRaw', 'unzip', 'brotliCompress', 'brotliDecompress']);
delayCallbacks(require('crypto'), ['pbkdf2', 'scrypt', 'hkdf', 'randomFill', 'generateKey', 'generateKeyPair']);
syncBuiltinESMExports();
