// The step that scan, plan, run and explain begin with: analyse the repository and name the files that failed.
import type { MigrationPlan, Problem } from '../core/plan.ts';
import type { FileChange } from '../core/edit.ts';
import type { Analysis } from '../pipeline.ts';
import { summarise } from '../preview/summary.ts';
import type { Summary } from '../preview/summary.ts';
import type { Explainer } from '../preview/why.ts';
import { decisionOf, explain, NO_TWIN, overrule, PUBLIC_API } from '../propagate/explain.ts';
import type { Context } from './context.ts';

export interface Study extends Analysis {
  readonly explainer: Explainer;
  readonly summary: Summary;
}

/** @throws ScanError when the root holds no source file. */
export async function study({ engine, terminal, progress, options, settings: { test: _test, config: _config, ...planned }, targets }: Context): Promise<Study> {
  progress.at('scan');
  const analysis = await engine.analyse({
    root: targets.root,
    ...planned,
    useCache: options.cache,
    onProgress: (stage, done, total) => progress.at(stage, done, total),
  });
  progress.at('preview');
  const { plan, changes } = analysis;
  terminal.tell(...plan.problems.map(problemLine), ...(plan.notes ?? []).map(({ file, line, message }) => `unblock: ${file}:${line} ${message}`));
  const explainer = explainerOf(plan);
  return { ...analysis, explainer, summary: summaryOf(plan, changes, explainer) };
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

const problems: Record<Problem['code'], string> = {
  'does-not-parse': 'does not parse',
  'tool-failure': 'could not be handled (a fault of unblock)',
  'output-rejected': 'is left as it was, its new text was not sound',
  unreadable: 'cannot be read',
};

const problemLine = ({ file, line, code, message }: Problem): string =>
  `unblock: ${file}${line === undefined ? '' : `:${line}`} ${problems[code]}: ${message}`;
