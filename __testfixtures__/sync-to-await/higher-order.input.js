const fs = require('fs');

let depth = 0;
function guarded(run) {
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}
function safe(run) {
  return function (...args) {
    try {
      return run.apply(this, args);
    } catch (error) {
      return error.code;
    }
  };
}
const memo = (run, cache = new Map()) => (key) => {
  if (!cache.has(key)) cache.set(key, run(key));
  return cache.get(key);
};
const read = memo(safe((name) => fs.readFileSync(name, 'utf8')));

console.log(guarded(() => [depth, read('a.txt'), depth]), depth, read('none.txt'), read('a.txt') === read('a.txt'));
const stages = [(name) => fs.readFileSync(name, 'utf8'), (text) => text.trim()];
let value = 'b.txt';
for (const stage of stages) value = stage(value);
console.log(value, stages.reduce((v, stage) => stage(v), 'c.txt'));
