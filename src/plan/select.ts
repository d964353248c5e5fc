// Carries out a part of a plan: what was not chosen is taken out with a reason, and files that lose something are rewritten anew.
import { withApis } from '../apis/index.ts';
import type { ScannedRepo } from '../core/source.ts';
import { hazardMessage } from '../hazards/messages.ts';
import { readyOf, rewriteAll, without } from './build.ts';
import type { Carried } from './passes.ts';

export type { Carried };

/**
 * The part of a plan that holds the decisions in `chosen` only, which must be closed as Selection.chosen() is.
 * @param carried the whole plan, with its changes
 */
export function select({ plan, changes }: Carried, repo: ScannedRepo, chosen: ReadonlySet<string>): Carried {
  const left = new Set(Object.values(plan.files).flatMap(({ decisions }) => decisions.filter(({ id, verdict }) => verdict !== 'keep' && !chosen.has(id)).map(({ id }) => id)));
  const part = without(plan, left, { outcome: 'refused', code: 'declined', message: ({ name }) => hazardMessage('declined', { name }) });
  return withApis(plan.options.apis, () => rewriteAll(part, repo, { ready: readyOf(plan, changes) }));
}
