// The options that depend on the file: whether it may change at all, and what becomes of its public functions.
import type { PlanOptions, PublicApiPolicy } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { matcherOf } from '../scan/patterns.ts';

export interface Limits {
  /** Why a file must stay as it is, in words. */
  readonly fixed: (file: FileId) => string | undefined;
  readonly policy: (file: FileId) => PublicApiPolicy;
  /** The policy for what belongs to no single file: the one that keeps most. */
  readonly strictest: PublicApiPolicy;
}

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
