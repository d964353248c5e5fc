// Which awaited functions take an AbortSignal: those that get their deadline by one, and some that deadlines leave alone.
import type { DeadlineFunction } from '../core/deadlines.ts';
import { deadlineFunction } from './deadlines/index.ts';

/** Nothing waits long for these, so that no deadline is offered for them; what is cancelled must not begin them. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, DeadlineFunction>>>> = {
  // https://nodejs.org/api/timers.html#timerspromisessetimmediatevalue-options
  'timers/promises': { setImmediate: { of: 'timers', by: 'signal', at: 1, since: 16 } },
  timers: { 'promises.setImmediate': { of: 'timers', by: 'signal', at: 1, since: 16 } },
};

/** The function at a member path of a module, when it takes a signal in its options. */
export function signalFunction(specifier: string, path: string): DeadlineFunction | undefined {
  const form = OTHERS[specifier.replace(/^node:/, '')]?.[path] ?? deadlineFunction(specifier, path);
  return form?.by === 'signal' ? { ...form, own: ['signal'] } : undefined;
}
