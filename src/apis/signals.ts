// Which awaited functions take an AbortSignal: those that get their deadline by one, and some that deadlines leave alone.
import type { DeadlineFunction } from '../core/deadlines.ts';
import { deadlineFunction, deadlineModules } from './deadlines/index.ts';

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

/** All of them, for the documentation: `fs/promises.readFile`. */
export function signalFunctions(): string[] {
  const known = deadlineModules.flatMap(({ specifiers, functions }) => Object.keys(functions).map((path) => [specifiers[0]!, path] as const));
  const others = Object.entries(OTHERS).flatMap(([specifier, functions]) => Object.keys(functions).map((path) => [specifier, path] as const));
  return [...known, ...others].filter(([specifier, path]) => signalFunction(specifier, path)).map(([specifier, path]) => (specifier === '(global)' ? path : `${specifier}.${path}`)).filter((name) => !/^\w+\.promises\./.test(name));
}
