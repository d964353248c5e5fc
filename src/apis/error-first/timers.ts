// Timers as steps between awaits: their callback comes first, and gets nothing.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

/** The call stays, in a promise: fake timers replace these functions, and not those of timers/promises. */
const timer = (most: number, handle: boolean): ErrorFirst => ({ takes: 0, to: '', form: 'resolve', values: 0, bare: true, leads: true, most, aside: true, ...(handle ? { handle: true } : {}) });

const functions: Record<string, ErrorFirst> = { setTimeout: timer(2, true), setImmediate: timer(1, true) };

/** Facts: https://nodejs.org/api/timers.html; further arguments would go to the callback. */
export const timers: ErrorFirstModule = { specifiers: ['timers', 'node:timers'], selves: ['default'], functions };

/** The same functions as globals, and the next turn. */
export const globalTimers: ErrorFirstModule = { specifiers: ['', 'global', 'globalThis'], functions: { ...functions, 'process.nextTick': timer(1, false) } };
