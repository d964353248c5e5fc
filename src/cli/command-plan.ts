// `unblock plan`: decide everything, save the plan, change nothing.
import path from 'node:path';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { publish } from './publish.ts';
import { savePlan } from './plan-file.ts';
import type { Task } from './program.ts';
import { patches, showSummary } from './show.ts';
import { study } from './study.ts';

/** @throws Failure when the plan cannot be saved where --out says. */
export async function plan(context: Context, { out, check, view }: Extract<Task, { command: 'plan' }>): Promise<Outcome> {
  const { terminal, progress } = context;
  const shown = await study(context, view);
  const { plan, changes, repo, summary, review } = shown;
  const end = endOf(plan, changes.length > 0 ? 'pending' : 'none', check);
  const report = { plan, summary, changes: patches(context, changes, repo), ...(review && { review }), ...(view.shard && { shard: view.shard }) };
  if (await publish(context, shown, view, end)) return { ...end, ...report };
  showSummary(context, shown);
  if (out !== undefined) {
    progress.at('save plan');
    await savePlan(path.resolve(context.cwd, out), plan);
    terminal.say([`plan saved in ${out}`]);
  }
  if (changes.length > 0) {
    terminal.say([`next: ${out === undefined ? context.next(['plan', '--out', 'plan.json']) : context.next(['apply', out], 'root')}`]);
  }
  return { ...end, ...report };
}
