// Child processes: the promisified functions take a signal, and what unblock itself generates takes the timeout of its synchronous twin.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';

/**
 * https://nodejs.org/api/child_process.html: signal since 15.4. Not their own `timeout`: its error is an Error with
 * `killed: true` that says nothing of time, while that of a signal has the TimeoutError as its cause. Both send `killSignal`.
 */
const own = ['signal', 'timeout'];
const exec: DeadlineFunction = { of: 'exec', by: 'signal', at: 1, since: 16, own };
const execFile: DeadlineFunction = { of: 'exec', by: 'signal', at: 'behind-list', since: 16, own };

export const childProcess: DeadlineModule = {
  specifiers: ['child_process'],
  functions: { 'promisify(exec)': exec, 'promisify(execFile)': execFile },
};

/** src/rewrite/runtime: they promise the errors of their synchronous twins, ETIMEDOUT among them, and close the pipes of grandchildren. */
export const generated: DeadlineModule = {
  specifiers: ['(generated)'],
  functions: {
    execAsync: { of: 'exec', by: 'timeout', at: 1, own },
    execFileAsync: { of: 'exec', by: 'timeout', at: 'behind-list', own },
    spawnAsync: { of: 'exec', by: 'timeout', at: 'behind-list', own },
  },
};
