// The decisions about promise chains of a whole repository, file after file, and the files that could not be read.
import type { Decision, Problem, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { SourceFile } from '../core/source.ts';
import { bounded } from '../isolate/bounded.ts';
import { ParseError } from '../syntax/parse.ts';
import { decideChains, mayHoldChains, type ChainDecisions, type ChainRefusals } from './chains.ts';

/** The name that plans carry. */
export const THEN_TO_AWAIT = 'then-to-await';

export interface ChainPlan extends ChainDecisions {
  readonly problems: readonly Problem[];
}

export interface ChainPlanOptions extends ChainRefusals {
  readonly onFile?: (done: number) => void;
  /** What one file may take of the processor. */
  readonly deadlineMs?: number | undefined;
}

export function planChains(files: readonly SourceFile[], limits: Limits, { onFile = () => {}, deadlineMs, ...refusals }: ChainPlanOptions = {}): ChainPlan {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    onFile(index);
    if (!mayHoldChains(file.text)) continue;
    try {
      const decided = bounded(() => decideChains(file, limits, THEN_TO_AWAIT, refusals), deadlineMs);
      decisions.push(...decided.decisions);
      sites.push(...decided.sites);
    } catch (error) {
      const parse = error instanceof ParseError;
      problems.push({ file: file.id, code: parse ? 'does-not-parse' : 'tool-failure', message: (error as Error).message, ...(parse && { line: error.line }) });
    }
  }
  return { decisions, sites, problems };
}
