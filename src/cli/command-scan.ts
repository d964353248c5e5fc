// `unblock scan`: the inventory; with a CPU profile, the functions that hold the event loop.
import path from 'node:path';
import { candidateLines } from '../preview/candidates.ts';
import { inventoryLines } from '../preview/inventory.ts';
import { summaryLines } from '../preview/summary.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT, endOf } from './exit-codes.ts';
import { analysisOptions, study } from './study.ts';

/** Prints how many calls block, by API and reason. */
export async function scan(context: Context): Promise<Outcome> {
  const { terminal, options } = context;
  if (options.cpuprofile !== undefined) return scanProfile(context, options.cpuprofile);
  const { plan, repo, changes, summary } = await study(context);
  terminal.say(inventoryLines(plan, repo, terminal.look, options.verbose));
  terminal.say(summaryLines(summary, plan, terminal.look));
  if (changes.length > 0) terminal.say([`next: ${context.next([])}`]);
  return { ...endOf(plan, changes.length > 0 ? 'pending' : 'none'), plan, summary };
}

/** Prints which functions a profile proposes for workers. */
async function scanProfile(context: Context, called: string): Promise<Outcome> {
  const { engine, terminal, progress, options, cwd } = context;
  progress.at('scan');
  const report = await engine.candidates({ ...analysisOptions(context), profile: path.resolve(cwd, called), called });
  const { plan, ...candidates } = report;
  progress.at('preview');
  terminal.say(candidateLines(report, terminal.look, options.verbose));
  const proposed = report.candidates.flatMap(({ verdict, given }) => (verdict === 'offload' && given !== undefined ? ['--offload', given] : []));
  if (proposed.length > 0) terminal.say([`next: ${context.next(['run', ...proposed])}`]);
  return { status: proposed.length > 0 ? 'changes-pending' : 'nothing-to-do', exitCode: EXIT.done, plan, candidates };
}
