const { isDeepStrictEqual } = require('node:util');
const { runAsWorker } = require('synckit');
const { pack, packError, unpack } = require('./transfer.js');

// What runs in the worker thread, while the main thread stands still: nothing here may need that. Written by unblock.
const tasks = {
  load: require('../load.js').load,
  note: require('../noted.js').note,
  page: require('../page.js').page,
};

async function run({ task, env, ...message }) {
  // synckit has put a preload into NODE_OPTIONS, and the environment may have changed since
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
  Object.assign(process.env, env);
  const untouched = structuredClone(message);
  const args = unpack(message);
  const given = new Set();
  pack(args, given);
  let result;
  try {
    result = await tasks[task](...args);
  } catch (error) {
    if (!isDeepStrictEqual(args, unpack(untouched))) return { changed: true };
    const packed = packError(error);
    return packed ? { error: packed } : { lost: `failed with something that cannot cross from a worker: ${String(error)}` };
  }
  const made = new Set();
  const packed = pack(result, made);
  if ([...made].some((object) => given.has(object)) || !isDeepStrictEqual(args, unpack(untouched))) return { changed: true };
  return packed ? { result: packed } : { lost: 'gives something that cannot cross from a worker' };
}

runAsWorker(run);
