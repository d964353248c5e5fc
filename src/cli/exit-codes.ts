// Exit codes and the symbolic names that `--json` gives beside them.
import type { MigrationPlan } from '../core/plan.ts';

/** What a run came to, in one word. */
export type Status =
  | 'ok'
  | 'nothing-to-do'
  | 'changes-pending'
  | 'differs'
  | 'new-calls'
  | 'stale-baseline'
  | 'usage'
  | 'partial'
  | 'refused'
  | 'write-failed'
  | 'commit-failed'
  | 'too-much'
  | 'internal-error'
  | 'interrupted';

export const EXIT = { done: 0, pending: 1, usage: 2, partial: 3, refused: 4, differs: 5, SIGINT: 130, SIGTERM: 143 } as const;

/** A status with the exit code that goes with it. */
export interface End {
  readonly status: Status;
  readonly exitCode: number;
}

/**
 * The end of a command that went through: partial when files could not be handled, else by whether changes are left
 * (`check` makes that an exit code of its own).
 */
export function endOf(plan: MigrationPlan, changes: 'none' | 'pending' | 'written', check = false): End {
  const failed = plan.problems.length > 0 || plan.sites.some(({ outcome }) => outcome === 'failed');
  if (failed) return { status: 'partial', exitCode: EXIT.partial };
  if (changes === 'none') return { status: 'nothing-to-do', exitCode: EXIT.done };
  if (changes === 'written') return { status: 'ok', exitCode: EXIT.done };
  return { status: 'changes-pending', exitCode: check ? EXIT.pending : EXIT.done };
}
