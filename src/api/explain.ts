// Why a line changes, or why it stays.
import type { ExplainStep, Overrule } from '../core/explain.ts';
import type { Decision } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import type { Planned } from './planned.ts';

/** A decision, the chain of its causes (nearest first, the last is an axiom), and how a person overrules it. */
export interface Explanation {
  readonly decision: Decision;
  readonly steps: readonly ExplainStep[];
  readonly overrule: Overrule | undefined;
}

/** The decisions whose subject begins on this line (1-based), outermost first; none when nothing was decided there. */
export function explain({ plan, explainer }: Planned, file: FileId, line: number): Explanation[] {
  const decisions = (Object.hasOwn(plan.files, file) ? plan.files[file]!.decisions : []).filter((decision) => decision.line === line);
  return [...decisions]
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
    .map((decision) => ({ decision, steps: explainer.explain(decision), overrule: explainer.overrule(decision) }));
}
