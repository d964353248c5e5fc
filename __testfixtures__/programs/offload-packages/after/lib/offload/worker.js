const { isDeepStrictEqual } = require('node:util');
const { move, transferableSymbol, valueSymbol } = require('piscina');
const { movable, pack, packError, unpack } = require('./transfer.js');

// What runs in the worker threads: one task after the other, each a function of this program. Written by unblock.
const tasks = {
  deflate: require('../own.js').deflate,
  deflate2: require('pako').deflate,
  inflate: require('pako').inflate,
};

function run({ task, packed, moved, share }) {
  const untouched = structuredClone(packed);
  const args = unpack(packed);
  const given = new Set();
  pack(args, given, share);
  // whose memory was moved here cannot do it all again without it
  const refused = () => (moved.length > 0 ? { again: untouched } : {});
  let result;
  try {
    result = tasks[task](...args);
  } catch (error) {
    return isDeepStrictEqual(args, unpack(untouched)) ? { ...refused(), error: packError(error) } : refused();
  }
  const made = new Set();
  const answer = pack(result, made, share);
  // an argument that is handed back, or was changed, must be that of the caller, who then does it all again
  const isOfCaller = [...made].some((object) => given.has(object)) || !isDeepStrictEqual(args, unpack(untouched));
  if (!answer || isOfCaller) return refused();
  const moves = movable(made);
  return moves.length === 0 ? { result: answer } : move({ [transferableSymbol]: moves, [valueSymbol]: { result: answer } });
}

module.exports = run;
