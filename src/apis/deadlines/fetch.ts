// fetch takes a signal, which goes on to stop the body that its response gives.
import type { DeadlineModule } from '../../core/deadlines.ts';

/** https://nodejs.org/api/globals.html#fetch; its error is the TimeoutError itself. */
export const fetching: DeadlineModule = {
  specifiers: ['(global)'],
  functions: { fetch: { of: 'http', by: 'signal', at: 1, since: 18, lasts: true } },
};
