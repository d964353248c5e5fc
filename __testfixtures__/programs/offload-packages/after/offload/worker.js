const { isDeepStrictEqual } = require('node:util');
const { pack, packError, unpack } = require('./transfer.js');

// What runs in the worker threads: one task after the other, each a function of this program. Written by unblock.
const tasks = {
  deflate: require('pako').deflate,
};

function run({ task, ...message }) {
  const untouched = structuredClone(message);
  const args = unpack(message);
  const given = new Set();
  pack(args, given);
  let result;
  try {
    result = tasks[task](...args);
  } catch (error) {
    return isDeepStrictEqual(args, unpack(untouched)) ? { error: packError(error) } : {};
  }
  const made = new Set();
  const packed = pack(result, made);
  // an argument that is handed back, or was changed, must be that of the caller, who then does it all again
  const isOfCaller = [...made].some((object) => given.has(object)) || !isDeepStrictEqual(args, unpack(untouched));
  return packed && !isOfCaller ? { result: packed } : {};
}

module.exports = run;
