// An analysis with what every view of it needs: its numbers, and who explains its decisions.
import type { FileChange } from '../core/edit.ts';
import type { Finding } from '../core/finding.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { summarise } from '../preview/summary.ts';
import type { Summary } from '../preview/summary.ts';
import type { Explainer } from '../preview/why.ts';
import { decisionOf, explain, NO_TWIN, overrule, PUBLIC_API } from '../propagate/explain.ts';

/** What was decided about a repository, and the changes that carry it out. Nothing of it is written yet. */
export interface Planned {
  readonly repo: ScannedRepo;
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  /** What the static checks say a person should look at; what they call a fault is refused. */
  readonly review?: readonly Finding[];
  readonly explainer: Explainer;
  readonly summary: Summary;
}

/** Completes an analysis. */
export function plannedOf<T extends Pick<Planned, 'plan' | 'changes'>>(analysis: T): T & Pick<Planned, 'explainer' | 'summary'> {
  const explainer = explainerOf(analysis.plan);
  return { ...analysis, explainer, summary: summaryOf(analysis.plan, analysis.changes, explainer) };
}

/** Looks up the causes in `plan`. */
export const explainerOf = (plan: MigrationPlan): Explainer => ({
  decision: (id) => decisionOf(plan, id),
  explain: (decision) => explain(plan, decision),
  overrule: (decision) => overrule(plan, decision),
});

/** The numbers of `plan`; a site is kept by policy when its chain of causes ends in the public API. */
export function summaryOf(plan: MigrationPlan, changes: readonly FileChange[], explainer: Explainer): Summary {
  const keptByPolicy = (id: string): boolean => {
    const decision = explainer.decision(id);
    return decision !== undefined && [PUBLIC_API, NO_TWIN].includes(explainer.explain(decision).at(-1)?.code ?? '');
  };
  return summarise(plan, changes, keptByPolicy);
}
