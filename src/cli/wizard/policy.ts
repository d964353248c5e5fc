// The policy for public functions, each with what it would come to in this repository.
import { plannedOf } from '../../api/planned.ts';
import type { PublicApiPolicy } from '../../core/plan.ts';
import { count } from '../../preview/printable.ts';
import type { Context } from '../context.ts';
import type { Choice } from '../prompts.ts';
import { analysisOptions, study, type Study } from '../study.ts';

/** Where the first analysis took longer, the others are only estimated. */
const PATIENCE_MS = 15_000;

const WORDS: Readonly<Record<PublicApiPolicy, readonly [name: string, description: string]>> = {
  keep: ['keep it', 'Functions that code outside can call stay as they are. Nobody notices.'],
  dual: ['add to it', 'They stay, and get asynchronous versions beside them (readConfig, readConfigAsync).'],
  break: ['change it', 'They become asynchronous: whoever calls them must wait. For programs, and for a major version.'],
};

/** True when code outside of the repository can call something. */
export const hasPublicApi = ({ repo }: Study): boolean => repo.packages.some((each) => !each.private && each.publicEntries.length > 0);

/** Asks; the numbers are those of real plans unless that takes too long. */
export async function askPolicy(context: Context, first: Study, tookMs: number): Promise<{ readonly context: Context; readonly study: Study }> {
  const known = new Map<PublicApiPolicy, { context: Context; study: Study }>([[context.settings.publicApi, { context, study: first }]]);
  if (tookMs <= PATIENCE_MS) {
    for (const policy of ['keep', 'dual', 'break'] as const) {
      if (known.has(policy)) continue;
      const other = await context.with({ publicApi: policy });
      known.set(policy, { context: other, study: await quietly(other) });
    }
    context.terminal.status('');
  }
  const effect = (policy: PublicApiPolicy): string => {
    const summary = known.get(policy)?.study.summary;
    if (summary) return `${summary.migrated} migrated${summary.twinned > 0 ? ` + ${summary.twinned} twinned` : ''} of ${count(summary.sites, 'call')}, ${count(summary.filesChanged, 'file')}`;
    return policy === 'break' ? `up to ${first.summary.keptForPublicApi} more` : 'not counted';
  };
  const choices = (['keep', 'dual', 'break'] as const).map((policy): Choice<PublicApiPolicy> => ({ value: policy, name: `${WORDS[policy][0].padEnd(10)} ${effect(policy)}`, description: `${WORDS[policy][1]} (--public-api ${policy})` }));
  const chosen = await context.engine.prompts.choose('Functions that other packages can call:', choices, context.settings.publicApi);
  const done = known.get(chosen);
  if (done) return done;
  const other = await context.with({ publicApi: chosen });
  return { context: other, study: await study(other) };
}

/** A study that says nothing: what it would say was said by the first. */
const quietly = async (context: Context): Promise<Study> => plannedOf(await context.engine.analyse(analysisOptions(context)));
