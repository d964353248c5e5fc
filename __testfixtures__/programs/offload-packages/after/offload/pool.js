const { availableParallelism } = require('node:os');
const path = require('node:path');
const { Piscina } = require('piscina');
const { movable, pack, unpack, unpackError } = require('./transfer.js');

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
  /** Whether memory that is shared (SharedArrayBuffer) goes to workers, which then see what is written meanwhile; else such tasks are done here. */
  share: false,
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

/** The function `name` of what `load` gives, in a worker: `await f(...args)` or `await f.with({ signal, timeoutMs, transfer })(...args)`. */
function offloaded(task, load, name) {
  const using = (options) => (...args) => run({ task, load, name, args }, options);
  return Object.assign(using({}), { with: using });
}

async function run({ task, load, name, args }, options) {
  options.signal?.throwIfAborted();
  const packed = pack(args, undefined, settings.share);
  let given = args;
  if (packed) {
    const answer = await inWorker(task, packed, movedOf(args, options), options);
    const error = answer.error && unpackError(answer.error, Object(await load()));
    if (error || answer.result) counts.inWorker++;
    if (error) throw error.thrown;
    if (answer.result) return unpack(answer.result);
    if (answer.again) given = unpack(answer.again);
  }
  // what would not arrive as it left stays in this thread, where it is the real thing
  counts.here++;
  const loaded = await load();
  return (name === undefined ? loaded : loaded[name])(...given);
}

/** The memory that goes to the worker instead of a copy; none that another argument has, too. */
function movedOf(args, { transfer = [] }) {
  if (transfer.length === 0) return [];
  const [moving, staying] = [new Set(), new Set()];
  args.forEach((arg, index) => pack(arg, transfer.includes(index) ? moving : staying, settings.share));
  return movable(moving).filter((buffer) => !staying.has(buffer));
}

async function inWorker(task, given, moved, { signal, timeoutMs }) {
  const { threads, queue, idleMs, memoryMb, share } = settings;
  pool ??= new Piscina({
    filename: path.join(__dirname, `worker${path.extname(__filename)}`),
    minThreads: 0, maxThreads: threads, idleTimeout: idleMs,
    ...(memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
  });
  if (pool.queueSize >= queue) throw new OffloadError('ERR_OFFLOAD_QUEUE_FULL', `${queue} tasks wait for a worker already`);
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const late = () => stop.abort(new OffloadError('ERR_OFFLOAD_DEADLINE', `${task} took more than ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
  try {
    let isSent = false;
    let packed = given;
    const message = { task, moved, share, get packed() { isSent = true; return packed; } };
    const answer = pool.run(message, { signal: stop.signal, transferList: moved });
    // when it waits for a worker, that gets what the arguments are now, not what they are by then
    if (!isSent) {
      const copy = structuredClone({ packed, moved }, { transfer: moved });
      packed = copy.packed;
      moved.splice(0, moved.length, ...copy.moved);
    }
    return await answer;
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw new OffloadError('ERR_OFFLOAD_WORKER_DIED', `the worker ended during ${task}: ${error.message}`, error);
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
