// Promises that are waited for together, as plain data: what becomes of a `Promise.all`.
import type { Span } from './source.ts';

/** What a decision with the verdict `group` says to the rewriter. */
export type GroupData =
  /** When one fails, a signal stops the others; with `waits`, the group fails only when these have ended. `parent` is a variable that holds a signal which stops all of them, `inner` are groups among the members. */
  | { readonly form: 'stop'; readonly name: string; readonly waits: boolean; readonly parent?: string; readonly inner?: readonly Span[] }
  /** When one fails, the others go on, and the group fails when they have ended. */
  | { readonly form: 'settle' };
