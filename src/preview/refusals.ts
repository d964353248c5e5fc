// The calls that stay, grouped by reason, with one example each.
import type { MigrationPlan } from '../core/plan.ts';
import type { Look } from './palette.ts';
import { count, oneLine, wrap } from './printable.ts';
import { refusalGroups } from './summary.ts';

/** The lines to show; none when nothing is refused. */
export function refusalLines(plan: MigrationPlan, { colours, width }: Look): string[] {
  const groups = refusalGroups(plan);
  if (groups.length === 0) return [];
  const total = groups.reduce((n, group) => n + group.count, 0);
  const digits = String(groups[0]!.count).length;
  const lines = [colours.bold(`${count(total, 'call')} left as ${total === 1 ? 'it is' : 'they are'}`)];
  for (const { reason, count: n, example } of groups) {
    const where = oneLine(`${example.api} at ${example.file}:${example.line}`, Math.max(20, width - digits - reason.length - 12));
    lines.push(`  ${String(n).padStart(digits)}  ${colours.yellow(reason)}  ${colours.dim('e.g.')} ${where}`);
    if (example.message) lines.push(...wrap(example.message, width, ' '.repeat(digits + 4)));
  }
  return [...lines, ''];
}
