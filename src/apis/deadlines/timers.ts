// Timers that give a promise take a signal.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';

const timeout: DeadlineFunction = { of: 'timers', by: 'signal', at: 2, since: 16 };
const wait: DeadlineFunction = { of: 'timers', by: 'signal', at: 1, since: 18 };

/** https://nodejs.org/api/timers.html#timers-promises-api. What setImmediate gives is there too soon for a deadline. */
export const timerPromises: DeadlineModule = { specifiers: ['timers/promises'], functions: { setTimeout: timeout, 'scheduler.wait': wait } };

export const timers: DeadlineModule = { specifiers: ['timers'], functions: { 'promises.setTimeout': timeout, 'promises.scheduler.wait': wait } };
