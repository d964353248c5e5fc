// What the corpus run prints: a table, what is wrong with it, the totals.
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Row } from './check-entry.ts';

/** An entry for which there is no row, and why. */
export interface Missing {
  readonly name: string;
  readonly why: string;
}

const NO_CASE = '-';

/** One line per entry. */
export function table(rows: readonly Row[]): string {
  const result = new Table({
    head: ['package', 'sites\nall / not in tests', 'migrated\nall / not in tests', 'twinned\nall / not in tests', 'kept, not in tests', 'tests\nbefore -> after', 'executed\nall / not in tests', '2nd\nrun', 'undo', 'diff', 'seconds'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [null, null, null, null, 34, null, null, null, null, null, null],
  });
  for (const row of rows) {
    const { sums, before, after, executed, faults } = row;
    const nothing = sums.migrated + sums.twinned === 0;
    result.push([
      row.ok ? row.name : pc.red(row.name),
      `${sums.sites} / ${sums.outsideTests}`,
      `${sums.migrated} / ${sums.migratedOutsideTests}${share(sums.migratedOutsideTests, sums.outsideTests)}`,
      sums.twinned === 0 ? NO_CASE : `${sums.twinned} / ${sums.twinnedOutsideTests}`,
      sums.kept.slice(0, 3).map(([reason, count]) => `${count} ${reason}`).join(', ') || NO_CASE,
      `${tests(before)} -> ${row.comparison.ok ? tests(after) : pc.red(tests(after))}`,
      sums.migrated === 0 ? NO_CASE : `${executed.sites} / ${executed.outsideTests}${executed.untraced.length > 0 ? ` (${executed.untraced.length} files?)` : ''}`,
      verdict(faults.again, nothing),
      verdict(faults.undo, nothing),
      verdict(faults.diff, nothing),
      row.seconds.toFixed(1),
    ]);
  }
  return result.toString();
}

const tests = ({ passed, failed, ended }: Row['before']): string => `${passed.length}${failed.length > 0 ? ` (${failed.length} fail)` : ''}${ended ? '' : ' cut off'}`;

const share = (part: number, whole: number): string => (whole === 0 ? '' : ` ${Math.floor((100 * part) / whole)}%`);

const verdict = (faults: readonly string[], nothing: boolean): string => (faults.length > 0 ? pc.red(String(faults.length)) : nothing ? NO_CASE : 'ok');

/** What is wrong, entry by entry; nothing for entries that are well. */
export function complaints(rows: readonly Row[], missing: readonly Missing[]): string[] {
  const lines = missing.map(({ name, why }) => `${pc.red(name)}: ${why}`);
  for (const row of rows.filter(({ ok }) => !ok)) {
    lines.push(`${pc.red(row.name)}${row.kept === undefined ? '' : ` (copies and logs in ${row.kept})`}`);
    for (const name of row.comparison.newFailures.slice(0, 10)) lines.push(`  fails now: ${name}`, ...indented(row.after.errors[name]));
    if (row.comparison.newFailures.length > 10) lines.push(`  and ${row.comparison.newFailures.length - 10} more`);
    if (!row.comparison.ok && row.comparison.lost > 0) lines.push(`  ${row.comparison.lost} tests that passed are gone`);
    if (row.before.ended && !row.after.ended) lines.push('  the tests no longer come to their end');
    for (const [promise, faults] of Object.entries(row.faults)) {
      for (const fault of faults.slice(0, 5)) lines.push(`  ${promise}: ${fault}`);
      if (faults.length > 5) lines.push(`  ${promise}: and ${faults.length - 5} more`);
    }
  }
  return lines;
}

const indented = (text: string | undefined): string[] => (text === undefined ? [] : text.split('\n').slice(0, 4).map((line) => pc.dim(`    ${line}`)));

/** The sums over all entries. */
export function totals(rows: readonly Row[]): string[] {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const outside = sum(({ sums }) => sums.outsideTests);
  const migrated = sum(({ sums }) => sums.migratedOutsideTests);
  const all = sum(({ sums }) => sums.migrated);
  const executed = sum(({ executed: { sites } }) => sites);
  const reasons = new Map<string, number>();
  for (const { sums } of rows) for (const [reason, count] of sums.kept) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const kept = [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${rows.length} repositories, ${sum(({ sums }) => sums.sites)} synchronous sites, ${outside} of them not in tests`,
    `migrated: ${migrated} of ${outside} not in tests${share(migrated, outside)}, ${all} in all; tests executed ${executed} of these ${all}${share(executed, all)}`,
    `twinned (the call stays, a copy of its function is migrated): ${sum(({ sums }) => sums.twinnedOutsideTests)} not in tests, ${sum(({ sums }) => sums.twinned)} in all`,
    `kept, not in tests: ${kept.join(', ') || 'none'}`,
    `tests: ${sum(({ before }) => before.passed.length)} passed before, ${sum(({ after }) => after.passed.length)} after; ${sum(({ comparison }) => comparison.newFailures.length)} new failures`,
    `second run: ${rows.filter(({ faults }) => faults.again.length === 0).length} of ${rows.length} unchanged; undo: ${rows.filter(({ faults }) => faults.undo.length === 0).length} of ${rows.length} byte-identical; minimal diffs: ${rows.filter(({ faults }) => faults.diff.length === 0).length} of ${rows.length}`,
    `migration: ${sum(({ seconds }) => seconds).toFixed(1)} s in all, at most ${Math.max(0, ...rows.map(({ peakRssMb }) => peakRssMb))} MB`,
  ];
}
