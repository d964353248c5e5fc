// The inventory that `scan` prints: blocking calls by API and outcome, refusals by reason, files left out.
import type { MigrationPlan } from '../core/plan.ts';
import type { ScannedRepo, SkippedFile } from '../core/source.ts';
import type { Look } from './palette.ts';
import { count, oneLine, printable } from './printable.ts';
import { siteNoun } from './site-words.ts';
import { refusalGroups } from './summary.ts';
import { table } from './table.ts';

const OUTCOMES = ['migrated', 'twinned', 'refused', 'failed'] as const;

/** Blocking calls of one API. */
interface ApiRow {
  readonly api: string;
  total: number;
  readonly by: Record<(typeof OUTCOMES)[number], number>;
}

/** Counts by API, most frequent first. */
export function sitesByApi(plan: MigrationPlan): ApiRow[] {
  const rows = new Map<string, ApiRow>();
  for (const { api, outcome } of plan.sites) {
    let row = rows.get(api);
    if (!row) rows.set(api, (row = { api, total: 0, by: { migrated: 0, twinned: 0, refused: 0, failed: 0 } }));
    row.total++;
    row.by[outcome]++;
  }
  return [...rows.values()].sort((a, b) => b.total - a.total || (a.api < b.api ? -1 : 1));
}

/** The tables and the file counts; `verbose` lists each skipped file. */
export function inventoryLines(plan: MigrationPlan, repo: ScannedRepo, look: Look, verbose: boolean): string[] {
  const { colours, width } = look;
  const lines: string[] = [];
  const apis = sitesByApi(plan);
  if (apis.length > 0) {
    const rows = apis.map(({ api, total, by }) => [printable(api), String(total), ...OUTCOMES.map((each) => number(by[each]))]);
    const sum = ['total', String(plan.sites.length), ...OUTCOMES.map((each) => number(plan.sites.filter((site) => site.outcome === each).length))];
    lines.push(...table([siteNoun(plan), 'sites', 'can migrate', 'twin', 'refused', 'failed'], [...rows, sum], look), '');
  }
  const reasons = refusalGroups(plan);
  if (reasons.length > 0) {
    const widest = Math.max(...reasons.map(({ reason }) => reason.length));
    const rows = reasons.map(({ reason, count: n, example }) => [reason, String(n), oneLine(`${example.file}:${example.line}`, Math.max(20, width - widest - 18))]);
    lines.push(...table(['stays because', 'sites', 'example'], rows, look), '');
  }
  const { files, skipped } = repo;
  lines.push(`${count(files.length, 'file')} scanned, ${skipped.length} skipped${skipped.length > 0 ? ` (${skippedByReason(skipped)})` : ''}`);
  if (verbose) for (const { path, why } of skipped) lines.push(colours.dim(`  ${why.padEnd(11)}  ${printable(path)}`));
  return lines;
}

const number = (n: number): string => (n === 0 ? '-' : String(n));

/** `3 vendored, 1 minified`, most frequent first. */
function skippedByReason(skipped: readonly SkippedFile[]): string {
  const counts = new Map<string, number>();
  for (const { why } of skipped) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([why, n]) => `${n} ${why}`)
    .join(', ');
}
