// The numbers of a plan: what happened to each site. They always add up.
import type { FileChange } from '../core/edit.ts';
import type { Decision, MigrationPlan, ReasonCode, SiteOutcome } from '../core/plan.ts';
import { count } from './printable.ts';
import { countedSites } from './site-words.ts';
import type { Look } from './palette.ts';

/**
 * Sites by outcome, and what a change of policy could add. `sites` is the sum of the four outcomes. Of a twinned site the
 * call stays, and a copy of the function around it is migrated.
 */
export interface Summary {
  readonly sites: number;
  readonly migrated: number;
  readonly twinned: number;
  readonly refused: number;
  readonly failed: number;
  readonly filesChanged: number;
  readonly decisions: number;
  readonly problems: number;
  /** Refused sites that rest on the public-API policy alone. */
  readonly keptForPublicApi: number;
}

/** Sites refused for one reason, with the one to show. */
export interface RefusalGroup {
  readonly reason: ReasonCode;
  readonly count: number;
  readonly example: SiteOutcome;
}

/**
 * Counts the sites of `plan`. `keptByPolicy` says whether a decision rests on the public-API policy.
 * @throws Error when a site has no known outcome: the sum would not add up.
 */
export function summarise(plan: MigrationPlan, changes: readonly FileChange[], keptByPolicy: (decision: string) => boolean): Summary {
  const tally = { migrated: 0, twinned: 0, refused: 0, failed: 0 };
  let keptForPublicApi = 0;
  for (const site of plan.sites) {
    if (!Object.hasOwn(tally, site.outcome)) throw new Error(`${site.file}:${site.line}: ${site.api} has no outcome`);
    tally[site.outcome]++;
    if (site.outcome === 'refused' && keptByPolicy(site.decision)) keptForPublicApi++;
  }
  const sum = tally.migrated + tally.twinned + tally.refused + tally.failed;
  if (sum !== plan.sites.length) throw new Error(`${plan.sites.length} sites, but ${sum} outcomes`);
  return {
    sites: sum,
    ...tally,
    filesChanged: changes.length,
    decisions: Object.values(plan.files).reduce((n, { decisions }) => n + decisions.filter(isChange).length, 0),
    problems: plan.problems.length,
    keptForPublicApi,
  };
}

const isChange = ({ verdict }: Decision): boolean => verdict !== 'keep';

/** Refused and failed sites by reason, most frequent first; the example is a source file's if there is one. */
export function refusalGroups(plan: MigrationPlan): RefusalGroup[] {
  const groups = new Map<ReasonCode, { count: number; example: SiteOutcome }>();
  for (const site of plan.sites) {
    if (site.outcome !== 'refused' && site.outcome !== 'failed') continue;
    const reason = site.reason ?? 'unknown';
    const group = groups.get(reason);
    if (!group) groups.set(reason, { count: 1, example: site });
    else {
      group.count++;
      if (group.example.role !== 'source' && site.role === 'source') group.example = site;
    }
  }
  return [...groups]
    .map(([reason, group]) => ({ reason, ...group }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** The summary as lines: the sum, the files still to change, and what another public-API policy would free. */
export function summaryLines(summary: Summary, plan: MigrationPlan, { colours }: Look, written = false): string[] {
  const { migrated, twinned, refused, failed } = summary;
  const parts = [
    colours.green(`${migrated} migrated`),
    colours.green(`${twinned} twinned`),
    colours.yellow(`${refused} refused`),
    failed > 0 ? colours.red(`${failed} failed`) : '0 failed',
  ];
  const lines = [`${colours.bold(countedSites(plan))} = ${parts.join(' + ')}`];
  if (!written && summary.filesChanged > 0) lines.push(`${count(summary.filesChanged, 'file')} to change in ${count(summary.decisions, 'place')}`);
  if (summary.problems > 0) lines.push(colours.red(`${count(summary.problems, 'file')} could not be handled`));
  const kept = summary.keptForPublicApi;
  if (kept > 0 && plan.options.publicApi !== 'break') {
    const others = plan.options.publicApi === 'keep' ? ', or get versions beside them with --public-api dual' : '';
    lines.push(`${kept} more ${kept === 1 ? 'call' : 'calls'} could migrate with --public-api break (code outside that calls them must wait too)${others}`);
  }
  return lines;
}
