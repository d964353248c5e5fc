// Do the numbers of a plan add up? Every site is there once, has one end, and a reason when it stays.
import type { MigrationPlan, SiteOutcome } from '../../src/core/plan.ts';
import { spanKey } from '../../src/core/source.ts';

export interface Sums {
  readonly sites: number;
  readonly outsideTests: number;
  readonly migrated: number;
  readonly migratedOutsideTests: number;
  /** The call stays, and a copy of its function is migrated: never part of `migrated`. */
  readonly twinned: number;
  readonly twinnedOutsideTests: number;
  readonly refused: number;
  readonly failed: number;
  /** Reason code -> number of sites outside tests, most first. */
  readonly kept: readonly (readonly [string, number])[];
}

export function sumsOf({ sites }: MigrationPlan): Sums {
  const outside = sites.filter(({ role }) => role !== 'test');
  const number = (among: readonly SiteOutcome[], outcome: SiteOutcome['outcome']): number => among.filter((site) => site.outcome === outcome).length;
  const reasons = new Map<string, number>();
  for (const { outcome, reason } of outside) {
    if (outcome === 'migrated' || outcome === 'twinned') continue;
    const name = reason ?? 'no reason';
    reasons.set(name, (reasons.get(name) ?? 0) + 1);
  }
  return {
    sites: sites.length,
    outsideTests: outside.length,
    migrated: number(sites, 'migrated'),
    migratedOutsideTests: number(outside, 'migrated'),
    twinned: number(sites, 'twinned'),
    twinnedOutsideTests: number(outside, 'twinned'),
    refused: number(sites, 'refused'),
    failed: number(sites, 'failed'),
    kept: [...reasons].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])),
  };
}

/** What does not add up, one sentence each. */
export function wrongSums(plan: MigrationPlan): string[] {
  const { sites, migrated, twinned, refused, failed } = sumsOf(plan);
  const wrong: string[] = [];
  if (migrated + twinned + refused + failed !== sites) wrong.push(`${sites} sites, but ${migrated} migrated + ${twinned} twinned + ${refused} refused + ${failed} failed`);
  const seen = new Set<string>();
  for (const site of plan.sites) {
    const place = `${site.file}:${site.line} ${site.api}`;
    const key = `${site.file} ${spanKey(site.span)}`;
    if (seen.has(key)) wrong.push(`${place} is counted twice`);
    seen.add(key);
    if ((site.outcome === 'refused' || site.outcome === 'failed') && (!site.reason || !site.message)) wrong.push(`${place} is ${site.outcome} without a reason`);
    if (!plan.files[site.file]?.decisions.some(({ id }) => id === site.decision)) wrong.push(`${place} has no decision`);
  }
  return wrong;
}
