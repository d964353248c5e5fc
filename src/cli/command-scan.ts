// `unblock scan`: the inventory.
import { inventoryLines } from '../preview/inventory.ts';
import { summaryLines } from '../preview/summary.ts';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { study } from './study.ts';

/** Prints how many calls block, by API and reason. */
export async function scan(context: Context): Promise<Outcome> {
  const { terminal, options } = context;
  const { plan, repo, changes, summary } = await study(context);
  terminal.say(inventoryLines(plan, repo, terminal.look, options.verbose));
  terminal.say(summaryLines(summary, plan, terminal.look));
  if (changes.length > 0) terminal.say([`next: ${context.next([])}`]);
  return { ...endOf(plan, changes.length > 0 ? 'pending' : 'none'), plan, summary };
}
