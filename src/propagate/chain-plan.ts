// The decisions about promise chains of a whole repository, file after file, and the files that could not be read.
import type { Decision, Problem, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { SourceFile } from '../core/source.ts';
import { ParseError } from '../syntax/parse.ts';
import { decideChains, mayHoldChains, type ChainDecisions } from './chains.ts';

/** The name that plans carry. */
export const THEN_TO_AWAIT = 'then-to-await';

export interface ChainPlan extends ChainDecisions {
  readonly problems: readonly Problem[];
}

/**
 * @param verification places whose migration was seen to change what the program does, with the evidence
 */
export function planChains(files: readonly SourceFile[], limits: Limits, verification: ReadonlyMap<string, string>, onFile: (done: number) => void = () => {}): ChainPlan {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    onFile(index);
    if (!mayHoldChains(file.text)) continue;
    try {
      const decided = decideChains(file, limits, THEN_TO_AWAIT, verification);
      decisions.push(...decided.decisions);
      sites.push(...decided.sites);
    } catch (error) {
      const parse = error instanceof ParseError;
      problems.push({ file: file.id, code: parse ? 'does-not-parse' : 'tool-failure', message: (error as Error).message, ...(parse && { line: error.line }) });
    }
  }
  return { decisions, sites, problems };
}
