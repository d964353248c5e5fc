// The options that depend on the file, made ready to be asked: patterns become tests.
import type { PlanOptions } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import { matcherOf } from './patterns.ts';

export function limitsOf({ publicApi, scope, overrides = [] }: Pick<PlanOptions, 'publicApi' | 'scope' | 'overrides'>): Limits {
  const included = scope?.include && matcherOf(scope.include);
  const excluded = scope?.exclude && matcherOf(scope.exclude);
  const rules = overrides.map((each) => ({ matches: matcherOf(each.files), publicApi: each.publicApi }));
  return {
    fixed: (file) => (included && !included(file) ? 'it is not among the files that were chosen' : excluded?.(file) ? 'it is excluded' : undefined),
    policy: (file) => rules.findLast(({ matches }) => matches(file))?.publicApi ?? publicApi,
    strictest: rules.some((each) => each.publicApi === 'keep') ? 'keep' : publicApi,
  };
}
