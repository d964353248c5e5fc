// Migrates a copy and holds the tool to its promises: the sums, the second run, undo, the same result again.
import type { WrittenFile } from '../../src/api/apply.ts';
import type { Report } from '../../src/cli/report.ts';
import type { MigrationPlan } from '../../src/core/plan.ts';
import { differences, treeOf } from '../shared/tree.ts';
import { unblockJson } from '../shared/unblock.ts';
import { needlessChanges } from './minimality.ts';
import { wrongSums } from './sums.ts';

export interface Migration {
  readonly plan: MigrationPlan;
  readonly written: readonly WrittenFile[];
  readonly seconds: number;
  readonly peakRssMb: number;
  /** Broken promises, by the one that is broken. */
  readonly faults: { readonly run: string[]; readonly sums: string[]; readonly again: string[]; readonly undo: string[]; readonly diff: string[] };
}

/** Leaves `dir`, a clean git tree, migrated. @throws Error when the tool gives no plan at all */
export async function migrate(dir: string, publicApi: string, transforms: readonly string[]): Promise<Migration> {
  const options = [...transforms, '--public-api', publicApi];
  const write = ['run', ...options, '--write', dir];
  const original = await treeOf(dir);
  const { report, seconds } = await unblockJson(write, dir);
  const plan = planOf(report);
  const written = report.written ?? [];
  const faults: Migration['faults'] = { run: ownFaults(report), sums: wrongSums(plan), again: [], undo: [], diff: [] };
  const result = { plan, written, seconds, peakRssMb: report.peakRssMb, faults };

  const migrated = await treeOf(dir);
  const names = new Set(written.map(({ file }) => file));
  faults.run.push(...differences(original, migrated).filter((file) => !names.has(file)).map((file) => `${file} changed, but is not among the written files`));
  if (written.length === 0) return result;
  faults.diff.push(...(await needlessChanges(dir, plan)));

  const second = await unblockJson(['run', ...options, '--dry-run', dir], dir);
  faults.again.push(...(second.report.changes ?? []).map(({ file }) => `${file} would change again`));
  if (!second.report.plan) faults.again.push(second.report.error?.message ?? 'no plan');

  const undone = await unblockJson(['undo', '--root', dir, ...(report.session === undefined ? [] : [report.session])], dir);
  if (undone.code !== 0) faults.undo.push(undone.report.error?.message ?? `exit code ${undone.code}`);
  faults.undo.push(...differences(original, await treeOf(dir)).map((file) => `${file} is not what it was`));

  const repeated = await unblockJson(write, dir);
  planOf(repeated.report);
  faults.again.push(...differences(migrated, await treeOf(dir)).map((file) => `${file} comes out differently the second time`));
  return result;
}

function planOf({ plan, status, error }: Report): MigrationPlan {
  if (!plan) throw new Error(`unblock: ${status}: ${error?.message ?? 'no plan'}`);
  return plan;
}

/** A file that does not parse is the repository's own affair; what the tool could not do is a fault. */
const ownFaults = ({ plan, exitCode, status }: Report): string[] => [
  ...(exitCode === 0 || exitCode === 3 ? [] : [`ended with ${exitCode} (${status})`]),
  ...(plan?.problems ?? []).filter(({ code }) => code === 'tool-failure' || code === 'output-rejected').map(({ file, code, message }) => `${file}: ${code}: ${message}`),
];
