// The options that depend on the file, made ready to be asked: patterns become tests.
import type { PlanOptions } from '../core/plan.ts';
import type { Fixed, Limits } from '../core/scope.ts';
import type { ScannedRepo } from '../core/source.ts';
import { matcherOf } from './patterns.ts';

/** @param testData files that tests read, with the test that does: they stay, unless they were chosen by name */
export function limitsOf({ publicApi, scope, overrides = [] }: Pick<PlanOptions, 'publicApi' | 'scope' | 'overrides'>, testData: ScannedRepo['testData'] = new Map()): Limits {
  const included = scope?.include && matcherOf(scope.include);
  const excluded = scope?.exclude && matcherOf(scope.exclude);
  const rules = overrides.map((each) => ({ matches: matcherOf(each.files), publicApi: each.publicApi }));
  return {
    fixed: (file) => {
      const out = (to: string): Fixed => ({ code: 'out-of-scope', to });
      if (included && !included(file)) return out('it is not among the files that were chosen');
      if (excluded?.(file)) return out('it is excluded');
      const test = included ? undefined : testData.get(file);
      return test === undefined ? undefined : { code: 'test-data', to: test };
    },
    policy: (file) => rules.findLast(({ matches }) => matches(file))?.publicApi ?? publicApi,
    strictest: rules.some((each) => each.publicApi === 'keep') ? 'keep' : publicApi,
  };
}
