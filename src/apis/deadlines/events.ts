// events.once takes a signal, and takes its listeners away when that fires.
import type { DeadlineModule } from '../../core/deadlines.ts';

/** https://nodejs.org/api/events.html#eventsonceemitter-name-options: signal since 15.0. */
export const events: DeadlineModule = { specifiers: ['events'], functions: { once: { of: 'events', by: 'signal', at: 2, since: 16 } } };
