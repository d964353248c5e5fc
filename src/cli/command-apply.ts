// `unblock apply plan.json`: carry out a saved plan on the files it was made from.
import { plannedOf } from '../api/planned.ts';
import path from 'node:path';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { differs, listed, refused } from './failure.ts';
import { readPlan } from './plan-file.ts';
import type { Task } from './program.ts';
import { patches, showDiffs, showSummary } from './show.ts';
import { settle } from './settle.ts';
import { staleFiles } from './stale-files.ts';
import { showWritten, write, writtenEnd } from './write-changes.ts';

/**
 * @throws Failure 'usage' when the file is no plan, 'refused' when a file changed since the plan was made, 'differs' when the
 * static checks find a fault in what the plan would make.
 */
export async function apply(context: Context, { file, dryRun }: Extract<Task, { command: 'apply' }>): Promise<Outcome> {
  const { engine, progress, options, targets } = context;
  progress.at('read plan');
  const plan = await readPlan(path.resolve(context.cwd, file));
  await settle(context, !dryRun);
  const stale = await staleFiles(targets.root, plan);
  if (stale.length > 0) {
    const what = `stale plan, nothing was written: ${listed(stale)} changed since ${file} was made`;
    throw refused(`${what}. Make a new one: ${context.next(['plan', '--out', file])}`, stale);
  }
  progress.at('rewrite');
  const changes = await engine.changesForPlan(targets.root, plan);
  progress.at('check');
  const { faults, review } = await engine.findingsForPlan(targets.root, plan, changes);
  if (faults.length > 0) throw differs(`the plan would make another program, nothing was written: ${listed(faults.map(({ evidence }) => evidence), 3)}`, faults.map(({ finding }) => finding.file));
  progress.at('preview');
  const shown = plannedOf({ plan, changes, review });
  const report = { plan, summary: shown.summary, changes: patches(context, changes), review };
  if (dryRun || options.verbose) showDiffs(context, shown);
  if (dryRun || changes.length === 0) {
    showSummary(context, shown);
    return { ...endOf(plan, changes.length > 0 ? 'pending' : 'none'), ...report };
  }
  const done = await write(context, plan, changes);
  showSummary(context, shown, true);
  showWritten(context, done);
  return { ...writtenEnd(plan, done), ...report, ...done };
}
