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
/** Tasks that are with a worker, and those that wait for one. Piscina has a queue, too, but forgets it when the worker that it waits for is ended. */
let running = 0;
const waiting = [];
const starting = new Set();
const begun = new Set();

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
    const begins = inWorker(task, packed, movedOf(args, options), options);
    begun.add(begins);
    const answer = await begins.finally(() => begun.delete(begins));
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
  const { queue, share } = settings;
  if (waiting.length >= queue && running >= settings.threads) throw new OffloadError('ERR_OFFLOAD_QUEUE_FULL', `${queue} tasks wait for a worker already`);
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const late = () => stop.abort(new OffloadError('ERR_OFFLOAD_DEADLINE', `${task} took more than ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
  const died = (error) => new OffloadError('ERR_OFFLOAD_WORKER_DIED', `the worker ended during ${task}: ${error.message}`, error);
  let isSent = false;
  let isKept = false;
  let sent = { packed: given, moved };
  // what waits is what it is now, not what it is by then
  const keep = () => {
    if (isSent || isKept) return;
    sent = structuredClone(sent, { transfer: sent.moved });
    isKept = true;
  };
  const failed = (error) => {
    if (!isSent) stop.abort(died(error));
  };
  try {
    if (running < settings.threads) running++;
    else {
      keep();
      await free(stop.signal);
    }
    starting.add(failed);
    try {
      const message = { task, share, get packed() { isSent = true; return sent.packed; }, get moved() { return sent.moved; } };
      const transferList = [...sent.moved];
      const answer = workers().run(message, { signal: stop.signal, transferList });
      // when the worker is only starting
      keep();
      transferList.splice(0, transferList.length, ...sent.moved);
      return await answer;
    } finally {
      starting.delete(failed);
      leave();
    }
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw died(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function workers() {
  if (pool) return pool;
  const { threads, idleMs, memoryMb } = settings;
  pool = new Piscina({
    filename: path.join(__dirname, `worker${path.extname(__filename)}`),
    minThreads: 0, maxThreads: threads, idleTimeout: idleMs,
    ...(memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
  });
  // a worker that could not even begin has no task that would tell
  pool.on('error', (error) => {
    for (const fail of starting) fail(error);
  });
  return pool;
}

/** Comes back when there is a worker for one more task. */
function free(stop) {
  return new Promise((resolve, reject) => {
    const next = () => {
      stop.removeEventListener('abort', abort);
      resolve();
    };
    const abort = () => {
      waiting.splice(waiting.indexOf(next), 1);
      reject(stop.reason);
    };
    waiting.push(next);
    stop.addEventListener('abort', abort, { once: true });
  });
}

/** Hands the worker of a task that has ended to the next one. */
function leave() {
  const next = waiting.shift();
  if (next) next();
  else running--;
}

/** Waits for the tasks that were begun, and ends the workers. A process ends without it, too. */
async function close() {
  await Promise.allSettled(begun);
  const closing = pool;
  pool = undefined;
  await closing?.close();
}

module.exports = { OffloadError, close, configure, counts, offloaded };
