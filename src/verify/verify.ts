// The whole of verify: finds the tree before, checks the one after against it, and runs both in a copy when it was asked to.
import type { Verification } from '../core/verification.ts';
import { scan } from '../scan/scan.ts';
import { comparisonOf } from './before.ts';
import { checkMigration } from './static/check.ts';

export interface VerifyOptions {
  readonly root: string;
  /** A session of unblock or a commit; the last session, else HEAD, when left out. */
  readonly against: string | undefined;
  /** Execute nothing. */
  readonly isStatic: boolean;
  /** How the tests are run; `npm test` when left out. */
  readonly test: string | undefined;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/**
 * Verifies the tree at `root`.
 * @returns undefined when there is nothing to compare it with
 * @throws ScanError, WriteError as scanning and reading sessions do
 */
export async function verifyTree({ root, against, onProgress = () => {} }: VerifyOptions): Promise<Verification | undefined> {
  const after = await scan(root);
  onProgress('compare', 0, 1);
  const comparison = await comparisonOf(after, against);
  if (!comparison) return undefined;
  onProgress('static checks', 0, 1);
  return { against: comparison.against, ...checkMigration(comparison.before, comparison.after) };
}
