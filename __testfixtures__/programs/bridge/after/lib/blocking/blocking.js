const path = require('node:path');
const { startWorkerThread } = require('synckit');
const { pack, unpack, unpackError } = require('./transfer.js');

// Calls asynchronous functions from code that cannot wait: a worker thread does it, and this thread stands still meanwhile. No
// timer, no request and no other callback runs until then. Where a caller can wait, let it await the function itself.
// Written by unblock, to be read and changed by you.

const settings = {
  /** How long this thread may stand still for one call. */
  deadlineMs: 60000,
};
/** One thread for all calls; it does not keep the process alive. */
let thread;

/** Changes the settings; a thread that is there keeps the old ones until the next one. */
function configure(changes) {
  Object.assign(settings, changes);
  thread = undefined;
}

/** A call was not done, for a reason that is not its own. */
class BlockingError extends Error {
  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BlockingError';
    this.code = code;
  }
}

/** The function `name` of what `load` gives, done by a worker while this thread waits. */
function blocking(task, load) {
  return (...args) => {
    const packed = pack(args);
    if (!packed) throw new BlockingError('ERR_BLOCKING_VALUE', `${task} is given something that cannot cross to a worker`);
    // a worker has an environment of its own
    const { result, error, changed, lost } = inWorker(task, { task, env: { ...process.env }, ...packed });
    if (changed) throw new BlockingError('ERR_BLOCKING_VALUE', `${task} changed what it was given, or gave it back: a worker has a copy of it`);
    if (error) throw nearest(error, Object(load()));
    if (!result) throw new BlockingError('ERR_BLOCKING_VALUE', `${task} ${lost}`);
    return unpack(result);
  };
}

function inWorker(task, message) {
  const begun = Date.now();
  const { deadlineMs } = settings;
  try {
    thread ??= startWorkerThread(path.join(__dirname, `worker${path.extname(__filename)}`), { timeout: deadlineMs });
    return thread(message);
  } catch (error) {
    // it is dead, or still at it: the next call gets another one
    thread = undefined;
    if (Date.now() - begun >= deadlineMs) throw new BlockingError('ERR_BLOCKING_DEADLINE', `${task} took more than ${deadlineMs} ms; what it began goes on in its thread`, error);
    throw new BlockingError('ERR_BLOCKING_WORKER_DIED', `the worker ended during ${task}: ${error.message}`, error);
  }
}

/** What was thrown, of its class; where nobody can name that, of the nearest one above it. */
function nearest(packed, exported) {
  if (!('classes' in packed)) return unpack(packed);
  for (let above = 0; above < packed.classes.length; above++) {
    const error = unpackError({ ...packed, classes: packed.classes.slice(above) }, exported);
    if (error) return error.thrown;
  }
  return unpackError({ ...packed, classes: ['Error'] }, exported)?.thrown ?? new Error('an error that cannot cross');
}

module.exports = { BlockingError, configure, blocking };
