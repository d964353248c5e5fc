// Preloaded while tests run: lets answers of Node's asynchronous file functions come late and in another order than they were
// asked for, as a loaded machine would. $UNBLOCK_DELAYS is `<order>:<seed>`; orders: random, reverse, slow-first.
'use strict';
const fs = require('fs');
const { syncBuiltinESMExports } = require('module');

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

/** Calls `release` later: together with the others of this moment, in the order that was asked for. */
function hold(name, release) {
  if (order === 'slow-first') {
    const isFirst = !seen.has(name);
    seen.add(name);
    if (isFirst) later(release, 3 * WINDOW_MS);
    else later(release, 0);
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

function like(wrapper, original) {
  Object.defineProperties(wrapper, Object.getOwnPropertyDescriptors(original));
  return wrapper;
}

const PROMISES = ['access', 'appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'lstat', 'mkdir', 'mkdtemp', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile'];
for (const name of PROMISES) {
  const original = fs.promises[name];
  if (typeof original !== 'function') continue;
  fs.promises[name] = like(function (...args) {
    return new Promise((resolve, reject) => {
      original.apply(this, args).then((value) => hold(name, () => resolve(value)), (error) => hold(name, () => reject(error)));
    });
  }, original);
}
for (const name of [...PROMISES.filter((each) => each !== 'cp'), 'exists', 'read', 'write', 'close', 'fstat']) {
  const original = fs[name];
  if (typeof original !== 'function') continue;
  fs[name] = like(function (...args) {
    const callback = args.at(-1);
    if (typeof callback === 'function') args[args.length - 1] = function (...results) { hold(name, () => callback.apply(this, results)); };
    return original.apply(this, args);
  }, original);
}
syncBuiltinESMExports();
