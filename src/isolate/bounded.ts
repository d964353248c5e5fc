// Runs a synchronous function of ours in this process with an end to its time and memory: one file must not take the others along.
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { createContext, Script } from 'node:vm';

/** What one file may take of the processor: not of the clock, for the machine may be busy with other things. */
export const DEADLINE_MS = 30_000;
/** An interrupted function runs again, from its beginning, with this many times the time. */
const FACTOR = 4;
const FIRST_MS = 500;
/** The two clocks never agree entirely. */
const ALMOST = 0.9;
/** Of the heap, this much is ours to fill. */
const USABLE = 0.9;

/** Thrown by bounded(); `message` goes on from "it". */
export class TooCostly extends Error {
  override readonly name = 'TooCostly';
}

const scope = createContext({ work: (): void => {} }) as { work: () => void };
// Node can interrupt what it runs this way, and nothing else. Only the call is run: no code comes from outside
const call = new Script('work()');

/**
 * Runs `work` for at most `ms`; costs a tenth of a millisecond.
 * @returns false when it was interrupted: then none of its `catch` and `finally` ran
 * @throws what `work` throws
 */
export const interruptible = (work: () => void, ms: number = FIRST_MS): boolean => runFor(work, ms) === 'done';

/**
 * The same, and how it ended.
 * @param hearsSignal Ctrl-C interrupts it, too, instead of waiting for its end as signals do
 */
export function runFor(work: () => void, ms: number, hearsSignal = false): 'done' | 'time' | 'signal' {
  const outer = scope.work;
  scope.work = work;
  try {
    call.runInContext(scope, { timeout: ms, breakOnSigint: hearsSignal });
    return 'done';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'time';
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return 'signal';
    throw error;
  } finally {
    scope.work = outer;
  }
}

/** Of the heap, this much may be in use before a whole stage is given up: beyond, Node ends the process without a word. */
const FULL = 0.9;
/** The limit counts room for new objects, which the old ones cannot have. */
const YOUNG = 64 * 2 ** 20;

/**
 * Call it now and then from what fills memory: nothing can look on from outside.
 * @throws OutOfMemory when the heap is almost full of what is still needed
 */
export function leaveRoom(): void {
  if (!isFull()) return;
  collect();
  if (isFull()) throw new OutOfMemory(`this repository takes more memory than there is (${Math.round(getHeapStatistics().heap_size_limit / 2 ** 20)} MB)`);
}

/** Thrown by leaveRoom(). */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';
}

function isFull(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > (limit - YOUNG) * FULL;
}

/** Garbage counts as used until it is collected. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (new Script('gc').runInContext(createContext()) as () => void)();
}

/**
 * The result of `work`, which may take `mostMs` of the processor, and which may be called several times and must not leave anything behind when it is interrupted.
 * Memory cannot be watched meanwhile, so time is given in steps, each as long as what the last one took of it allows.
 * @throws TooCostly, or what `work` throws
 */
export function bounded<T>(work: () => T, mostMs: number = DEADLINE_MS): T {
  let result: { readonly value: T } | undefined;
  // what an interrupted run leaves is garbage, but it is not gone at once
  const before = process.memoryUsage().heapUsed;
  for (let ms = Math.min(FIRST_MS, mostMs); ; ) {
    const begun = process.cpuUsage();
    if (interruptible(() => void (result = { value: work() }), ms)) return result!.value;
    const used = Math.max(1, process.cpuUsage(begun).user / 1000);
    if (used >= mostMs * ALMOST) throw new TooCostly(`it takes more than ${mostMs / 1000} s`);
    const growth = Math.max(1, process.memoryUsage().heapUsed - before);
    const room = getHeapStatistics().heap_size_limit * USABLE - before;
    const factor = Math.min(FACTOR, room / growth);
    if (factor < 1.5) throw new TooCostly(`it takes more memory than there is (${Math.round(growth / 2 ** 20)} MB in ${ms / 1000} s)`);
    ms = Math.ceil(ms * Math.min(factor, mostMs / used));
  }
}
