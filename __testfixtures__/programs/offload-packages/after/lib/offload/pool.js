const { availableParallelism } = require('node:os');
const path = require('node:path');
const { Piscina } = require('piscina');
const { pack, unpack, unpackError } = require('./transfer.js');

// Runs functions in worker threads, so that they do not hold up this one. Written by unblock, to be read and changed by you.

const settings = {
  /** Workers at most; none is started before the first task. */
  threads: Math.max(1, availableParallelism() - 1),
  /** Tasks that may wait for a worker: one more is rejected with ERR_OFFLOAD_QUEUE_FULL. */
  queue: 10000,
  /** How long a worker waits for another task before it ends. */
  idleMs: 10000,
  /** Heap of one worker; what V8 chooses when undefined. */
  memoryMb: undefined,
};
let pool;

/** How often a task was done in a worker, and how often here, because something would not have arrived there as it left. */
const counts = { inWorker: 0, here: 0 };

/** Changes the settings; before the first task. */
function configure(changes) {
  if (pool) throw new OffloadError('ERR_OFFLOAD_STARTED', 'configure() comes too late: workers were started');
  Object.assign(settings, changes);
}

/** A task was not done, for a reason that is not its own. */
class OffloadError extends Error {
  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OffloadError';
    this.code = code;
  }
}

/** The function `name` of what `load` gives, in a worker: `await f(...args)` or `await f.with({ signal, timeoutMs })(...args)`. */
function offloaded(task, load, name) {
  const using = (options) => (...args) => run({ task, load, name, args }, options);
  return Object.assign(using({}), { with: using });
}

async function run({ task, load, name, args }, options) {
  options.signal?.throwIfAborted();
  const packed = pack(args);
  if (packed) {
    const answer = await inWorker({ task, ...packed }, options);
    const error = answer.error && unpackError(answer.error, Object(await load()));
    if (error || answer.result) counts.inWorker++;
    if (error) throw error.thrown;
    if (answer.result) return unpack(answer.result);
  }
  // what would not arrive as it left stays in this thread, where it is the real thing
  counts.here++;
  const loaded = await load();
  return (name === undefined ? loaded : loaded[name])(...args);
}

async function inWorker(message, { signal, timeoutMs }) {
  const { threads, queue, idleMs, memoryMb } = settings;
  pool ??= new Piscina({
    filename: path.join(__dirname, `worker${path.extname(__filename)}`),
    minThreads: 0, maxThreads: threads, idleTimeout: idleMs,
    ...(memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
  });
  if (pool.queueSize >= queue) throw new OffloadError('ERR_OFFLOAD_QUEUE_FULL', `${queue} tasks wait for a worker already`);
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const late = () => stop.abort(new OffloadError('ERR_OFFLOAD_DEADLINE', `${message.task} took more than ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
  try {
    return await pool.run(message, { signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw new OffloadError('ERR_OFFLOAD_WORKER_DIED', `the worker ended during ${message.task}: ${error.message}`, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Waits for the tasks that were begun, and ends the workers. A process ends without it, too. */
async function close() {
  const closing = pool;
  pool = undefined;
  await closing?.close();
}

module.exports = { OffloadError, close, configure, counts, offloaded };
