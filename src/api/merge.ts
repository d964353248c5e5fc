// Puts the reports of all parts together: the sums are those of the whole report.
import { byCodeUnit } from '../core/order.ts';
import type { Decision, MigrationPlan, Pass } from '../core/plan.ts';
import type { Summary } from '../preview/summary.ts';
import type { Checked } from './check.ts';
import { UnblockError } from './error.ts';
import type { Shard } from './part.ts';

/** What a report of one part holds, as `--json` prints it. */
export interface PartReport {
  readonly status: string;
  readonly exitCode: number;
  readonly shard?: Shard;
  readonly plan: MigrationPlan | null;
  readonly summary?: Summary;
  readonly changes?: readonly { readonly file: string; readonly patch: string }[];
  readonly check?: Checked;
}

/** The whole report. Its status is that of the part that fared worst. */
export type MergedReport = Omit<PartReport, 'shard'> & { readonly plan: MigrationPlan };

/** @throws UnblockError 'usage' when the reports are not all parts of one whole */
export function mergeReports(reports: readonly PartReport[]): MergedReport {
  const parts = inOrder(reports);
  const plans = parts.map(({ plan }) => plan);
  const [first] = plans as [MigrationPlan];
  const other = plans.findIndex(({ version, options }) => version !== first.version || JSON.stringify(options) !== JSON.stringify(first.options));
  if (other >= 0) throw new UnblockError('usage', `part ${other + 1} was made with other options than part 1`);
  const files: Record<string, { hash: string; decisions: readonly Decision[] }> = {};
  for (const [file, entry] of plans.flatMap((plan) => Object.entries(plan.files)).sort(([a], [b]) => byCodeUnit(a, b))) files[file] = entry;
  const sites = byFile(plans.flatMap((plan) => plan.sites));
  const worst = parts.reduce((a, b) => (SEVERITY.indexOf(b.status) > SEVERITY.indexOf(a.status) ? b : a));
  const { status, exitCode } = worst;
  const notes = plans.flatMap((plan) => plan.notes ?? []);
  const checks = parts.flatMap(({ check }) => check ?? []);
  return {
    status, exitCode,
    plan: { version: first.version, options: first.options, files, sites, problems: byFile(plans.flatMap((plan) => plan.problems)), ...(plans.some((plan) => plan.notes) && { notes: byFile(notes) }), ...(first.passes && { passes: mergedPasses(plans) }) },
    ...(parts.every(({ summary }) => summary) && { summary: parts.map(({ summary }) => summary!).reduce(sum) }),
    ...(parts.every(({ changes }) => changes) && { changes: byFile(parts.flatMap(({ changes }) => changes!)) }),
    ...(checks.length === parts.length && { check: { new: byFile(checks.flatMap((one) => one.new)), gone: byFile(checks.flatMap(({ gone }) => gone)), known: checks.reduce((n, { known }) => n + known, 0) } }),
  };
}

/** Every part says the same of all files that passes change. */
const mergedPasses = (plans: readonly MigrationPlan[]): readonly Pass[] => plans[0]!.passes!.map(({ transform }, index) => ({ transform, files: Object.assign({}, ...plans.map(({ passes }) => passes?.[index]?.files)) as Pass['files'] }));

/** From the best to the worst end of a part. */
const SEVERITY = ['nothing-to-do', 'ok', 'changes-pending', 'stale-baseline', 'new-calls', 'partial'];

type Part = PartReport & { readonly shard: Shard; readonly plan: MigrationPlan };

function inOrder(reports: readonly PartReport[]): Part[] {
  const parts = reports.map((report, index): Part => {
    const { shard, plan } = report;
    if (!shard) throw new UnblockError('usage', `report ${index + 1} is not one of several parts: --shard i/n --json makes them`);
    if (!plan) throw new UnblockError('usage', `part ${shard.index} of ${shard.count} ended with '${report.status}' and holds no plan`);
    return { ...report, shard, plan };
  });
  parts.sort((a, b) => a.shard.index - b.shard.index);
  const count = parts[0]?.shard.count ?? 0;
  if (parts.some(({ shard }) => shard.count !== count)) throw new UnblockError('usage', 'the reports are parts of different wholes');
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => parts.filter(({ shard }) => shard.index === index).length !== 1);
  if (missing.length > 0 || parts.length !== count) throw new UnblockError('usage', `each part has to be there once; that is not so for part ${missing.join(', ')} of ${count}`);
  return parts;
}

/** All entries of a file stand in one part, in their order. */
const byFile = <T extends { readonly file: string }>(entries: readonly T[]): T[] => [...entries].sort((a, b) => byCodeUnit(a.file, b.file));

const sum = (a: Summary, b: Summary): Summary => Object.fromEntries(Object.entries(a).map(([key, n]) => [key, n + b[key as keyof Summary]])) as unknown as Summary;
