// The text of pool: the workers and what callers see of them, as a generated module.

export const POOL = `
@import { availableParallelism } from 'node:os'
@import * as path from 'node:path'
@import { Piscina } from 'piscina'
@import { movable, pack, unpack, unpackError‹, type Packed, type PackedError› } from './transfer'

// Runs functions in worker threads, so that they do not hold up this one. Written by unblock, to be read and changed by you.

‹export interface Settings { threads: number; queue: number; idleMs: number; memoryMb: number | undefined; share: boolean }›
‹/** \`signal\` ends the task, also while it runs; after \`timeoutMs\` it is ended by itself; \`transfer\`: positions of arguments whose bytes nobody needs here any more. */›
‹export interface TaskOptions { readonly signal?: AbortSignal; readonly timeoutMs?: number; readonly transfer?: readonly number[] }›
‹type Args<F> = F extends (...args: infer A) => unknown ? A : never;›
‹type Result<F> = F extends (...args: never[]) => infer R ? R : never;›
‹export type Offloaded<F> = ((...args: Args<F>) => Promise<Result<F>>) & { with(options: TaskOptions): (...args: Args<F>) => Promise<Result<F>> };›
‹interface Task { readonly task: string; readonly load: () => unknown; readonly name: PropertyKey | undefined; readonly args: readonly unknown[] }›
‹interface Answer { readonly result?: Packed; readonly error?: Packed | PackedError; readonly again?: Packed }›

const settings‹: Settings› = {
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
let pool‹: Piscina | undefined›;
/** Tasks that are with a worker, and those that wait for one. Piscina has a queue, too, but forgets it when the worker that it waits for is ended. */
let running = 0;
const waiting‹: (() => void)[]› = [];
const starting = new Set‹<(error: unknown) => void>›();
const begun = new Set‹<Promise<Answer>>›();

/** How often a task was done in a worker, and how often here, because something would not have arrived there as it left. */
const counts = { inWorker: 0, here: 0 };

/** Changes the settings; before the first task. */
function configure(changes‹: Partial<Settings>›) {
  if (pool) throw new OffloadError('ERR_OFFLOAD_STARTED', 'configure() comes too late: workers were started');
  Object.assign(settings, changes);
}

/** A task was not done, for a reason that is not its own. */
class OffloadError extends Error {
  ‹readonly code: string;›
  constructor(code‹: string›, message‹: string›, cause‹?: unknown›) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OffloadError';
    this.code = code;
  }
}

/** The function \`name\` of what \`load\` gives, in a worker: \`await f(...args)\` or \`await f.with({ signal, timeoutMs, transfer })(...args)\`. */
‹function offloaded<M, K extends keyof M>(task: string, load: () => Promise<M>, name: K): Offloaded<M[K]>;›
‹function offloaded(task: string, load: () => unknown, name: PropertyKey): unknown;›
function offloaded(task‹: string›, load‹: () => unknown›, name‹?: PropertyKey›)‹: unknown› {
  const using = (options‹: TaskOptions›) => (...args‹: unknown[]›) => run({ task, load, name, args }, options);
  return Object.assign(using({}), { with: using });
}

async function run({ task, load, name, args }‹: Task›, options‹: TaskOptions›) {
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
    if (answer.again) given = unpack(answer.again)‹ as readonly unknown[]›;
  }
  // what would not arrive as it left stays in this thread, where it is the real thing
  counts.here++;
  const loaded‹: any› = await load();
  return (name === undefined ? loaded : loaded[name])(...given);
}

/** The memory that goes to the worker instead of a copy; none that another argument has, too. */
function movedOf(args‹: readonly unknown[]›, { transfer = [] }‹: TaskOptions›)‹: ArrayBuffer[]› {
  if (transfer.length === 0) return [];
  const [moving, staying] = [new Set‹<object>›(), new Set‹<object>›()];
  args.forEach((arg, index) => pack(arg, transfer.includes(index) ? moving : staying, settings.share));
  return movable(moving).filter((buffer) => !staying.has(buffer));
}

async function inWorker(task‹: string›, given‹: Packed›, moved‹: ArrayBuffer[]›, { signal, timeoutMs }‹: TaskOptions›)‹: Promise<Answer>› {
  const { queue, share } = settings;
  if (waiting.length >= queue && running >= settings.threads) throw new OffloadError('ERR_OFFLOAD_QUEUE_FULL', \`\${queue} tasks wait for a worker already\`);
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const late = () => stop.abort(new OffloadError('ERR_OFFLOAD_DEADLINE', \`\${task} took more than \${timeoutMs} ms\`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
  const died = (error‹: unknown›) => new OffloadError('ERR_OFFLOAD_WORKER_DIED', \`the worker ended during \${task}: \${‹(›error‹ as Error)›.message}\`, error);
  let isSent = false;
  let isKept = false;
  let sent = { packed: given, moved };
  // what waits is what it is now, not what it is by then
  const keep = () => {
    if (isSent || isKept) return;
    sent = structuredClone(sent, { transfer: sent.moved });
    isKept = true;
  };
  const failed = (error‹: unknown›) => {
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

function workers()‹: Piscina› {
  if (pool) return pool;
  const { threads, idleMs, memoryMb } = settings;
  pool = new Piscina({
    filename: «workerFile»,
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
function free(stop‹: AbortSignal›)‹: Promise<void>› {
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

@export OffloadError, close, configure, counts, offloaded
`;
