// `unblock review` and `unblock resume`: walk through the changes one by one, and go on with a walk that was cut off.
import type { SavedReview } from '../write/reviews.ts';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { listed, usage } from './failure.ts';
import { conduct } from './review/conduct.ts';
import { finish } from './review/finish.ts';
import { aboutOf } from './review/kept.ts';
import { study } from './study.ts';

/** @throws Failure 'usage' without a terminal */
export async function review(context: Context, { since }: { readonly since?: string | undefined } = {}): Promise<Outcome> {
  const { targets, terminal } = context;
  needsTerminal(context, 'review');
  const studied = await study(context, { since });
  if (studied.changes.length === 0) {
    terminal.say(['nothing to change']);
    return { ...endOf(studied.plan, 'none'), plan: studied.plan, summary: studied.summary };
  }
  if ((await context.engine.savedReviews(targets.root)).length > 0) terminal.tell(`unblock: another review is under way; to go on with it instead: ${context.next(['resume'], 'root')}`);
  return (await finish(context, studied, await conduct(context, studied, { since }))).outcome;
}

/** @throws Failure 'usage' without a terminal, or when there is no such review */
export async function resume(context: Context, { id }: { readonly id: string | undefined }): Promise<Outcome> {
  const { engine, targets, terminal } = context;
  needsTerminal(context, 'resume');
  const saved = await chosen(context, id);
  const about = aboutOf(saved);
  if (!about) throw usage(`the file of review ${saved.id} is damaged: delete ${targets.root}/.unblock/reviews/${saved.id}.jsonl`);
  const again = await context.with(about.options, about.names);
  const studied = await study(again, { since: about.since });
  if (studied.changes.length === 0) {
    terminal.say(['nothing is left to change']);
    await engine.duringReview(targets.root, () => {}, () => engine.removeReview(targets.root, saved.id));
    return { ...endOf(studied.plan, 'none'), plan: studied.plan, summary: studied.summary };
  }
  return (await finish(again, studied, await conduct(again, studied, { again: saved, since: about.since }))).outcome;
}

async function chosen({ engine, targets }: Context, id: string | undefined): Promise<SavedReview> {
  const all = await engine.savedReviews(targets.root);
  const found = id === undefined ? all.at(-1) : all.find((each) => each.id === id || Number.parseInt(each.id, 10) === Number(id));
  if (found) return found;
  throw usage(id === undefined ? 'there is no review to go on with: npx unblock begins one' : `there is no review ${id}${all.length > 0 ? `; there are ${listed(all.map((each) => each.id))}` : ''}`);
}

function needsTerminal({ interactive, options }: Context, command: string): void {
  if (!interactive || options.json) throw usage(`unblock ${command} asks questions and needs a terminal; for scripts there is unblock run --write`);
}
