// The text of blocking: what callers who cannot wait use, as a generated module.

export const BLOCKING = `
@import * as path from 'node:path'
«urlImport»@import { startWorkerThread } from 'synckit'
@import { pack, unpack, unpackError‹, type Packed, type PackedError› } from './transfer'

// Calls asynchronous functions from code that cannot wait: a worker thread does it, and this thread stands still meanwhile. No
// timer, no request and no other callback runs until then. Where a caller can wait, let it await the function itself.
// Written by unblock, to be read and changed by you.

‹type Args<F> = F extends (...args: infer A) => unknown ? A : never;›
‹type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;›
‹export type Blocking<F> = (...args: Args<F>) => Result<F>;›
‹interface Answer { readonly result?: Packed; readonly error?: Packed | PackedError; readonly changed?: true; readonly lost?: string }›

const settings = {
  /** How long this thread may stand still for one call. */
  deadlineMs: 60000,
};
/** One thread for all calls; it does not keep the process alive. */
let thread‹: ((message: unknown) => Answer) | undefined›;

/** Changes the settings; a thread that is there keeps the old ones until the next one. */
function configure(changes‹: Partial<typeof settings>›) {
  Object.assign(settings, changes);
  thread = undefined;
}

/** A call was not done, for a reason that is not its own. */
class BlockingError extends Error {
  ‹readonly code: string;›
  constructor(code‹: string›, message‹: string›, cause‹?: unknown›) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BlockingError';
    this.code = code;
  }
}

/** The function \`name\` of what \`load\` gives, done by a worker while this thread waits. */
‹function blocking<M, K extends keyof M>(task: string, load: () => M, name: K): Blocking<M[K]>;›
‹function blocking(task: string, load: () => unknown, name: PropertyKey): unknown;›
function blocking(task‹: string›, load‹: () => unknown›)‹: unknown› {
  return (...args‹: unknown[]›) => {
    const packed = pack(args);
    if (!packed) throw new BlockingError('ERR_BLOCKING_VALUE', \`\${task} is given something that cannot cross to a worker\`);
    // a worker has an environment of its own
    const { result, error, changed, lost } = inWorker(task, { task, env: { ...process.env }, ...packed });
    if (changed) throw new BlockingError('ERR_BLOCKING_VALUE', \`\${task} changed what it was given, or gave it back: a worker has a copy of it\`);
    if (error) throw nearest(error, Object(load()));
    if (!result) throw new BlockingError('ERR_BLOCKING_VALUE', \`\${task} \${lost}\`);
    return unpack(result);
  };
}

function inWorker(task‹: string›, message‹: unknown›)‹: Answer› {
  const begun = Date.now();
  const { deadlineMs } = settings;
  try {
    thread ??= startWorkerThread(«workerFile», { timeout: deadlineMs })‹ as unknown as (message: unknown) => Answer›;
    return thread(message);
  } catch (error) {
    // it is dead, or still at it: the next call gets another one
    thread = undefined;
    if (Date.now() - begun >= deadlineMs) throw new BlockingError('ERR_BLOCKING_DEADLINE', \`\${task} took more than \${deadlineMs} ms; what it began goes on in its thread\`, error);
    throw new BlockingError('ERR_BLOCKING_WORKER_DIED', \`the worker ended during \${task}: \${‹(›error‹ as Error)›.message}\`, error);
  }
}

/** What was thrown, of its class; where nobody can name that, of the nearest one above it. */
function nearest(packed‹: Packed | PackedError›, exported‹: object›)‹: unknown› {
  if (!('classes' in packed)) return unpack(packed);
  for (let above = 0; above < packed.classes.length; above++) {
    const error = unpackError({ ...packed, classes: packed.classes.slice(above) }, exported);
    if (error) return error.thrown;
  }
  return unpackError({ ...packed, classes: ['Error'] }, exported)?.thrown ?? new Error('an error that cannot cross');
}

@export BlockingError, configure, blocking
`;
