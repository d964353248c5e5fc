// `npx unblock` on a terminal: says what it found, asks what to do, reviews, writes, verifies.
import { count } from '../../preview/printable.ts';
import { resume } from '../command-review.ts';
import { verify } from '../command-verify.ts';
import type { Context, Outcome } from '../context.ts';
import { endOf } from '../exit-codes.ts';
import { conduct } from '../review/conduct.ts';
import { finish } from '../review/finish.ts';
import { aboutOf } from '../review/kept.ts';
import { Review, type Said } from '../review/review.ts';
import { showDiffs, showSummary } from '../show.ts';
import { study, type Study } from '../study.ts';
import { foundLines, toolingLines } from './found.ts';
import { askPolicy, hasPublicApi } from './policy.ts';
import { askScope, type Scoped } from './scope.ts';

type Goal = 'review' | 'each' | 'safe' | 'everything' | 'look';

/** @throws ExitPromptError on Ctrl-C before the review */
export async function wizard(context: Context): Promise<Outcome> {
  const { engine, terminal, targets } = context;
  terminal.say([terminal.look.colours.bold(`unblock: blocking calls of ${targets.root}`)]);
  const [last] = (await engine.savedReviews(targets.root)).slice(-1);
  if (last) {
    const changes = aboutOf(last)?.changes;
    const goOn = await engine.prompts.choose('A review is under way.', [
      { value: true, name: `Go on with it: begun ${last.time.slice(0, 16).replace('T', ' ')} UTC${changes === undefined ? '' : `, ${count(changes, 'change')}`}` },
      { value: false, name: 'Begin another one' },
    ]);
    if (goOn) return resume(context, { id: last.id });
  }
  const begun = performance.now();
  const first = await study(context);
  const took = performance.now() - begun;
  terminal.status('');
  const tooling = await engine.tooling(first.repo);
  terminal.say([...toolingLines(tooling, terminal.look), ...foundLines(first, terminal.look)]);
  const report = { plan: first.plan, summary: first.summary };

  // the question is for those whom it makes a difference to
  const isOpen = context.options.publicApi === undefined && context.settings.publicApi === 'keep' && hasPublicApi(first) && first.summary.keptForPublicApi > 0;
  const policy = isOpen ? await askPolicy(context, first, took) : { context, study: first };
  if (policy.study.changes.length === 0) {
    terminal.say(['nothing can be changed; unblock scan lists the calls and unblock explain <file:line> says why one stays']);
    return { ...endOf(first.plan, 'none'), ...report };
  }
  const chosen = await askScope(policy.context, policy.study, tooling.dirty !== undefined);
  if (chosen.study.changes.length === 0) {
    terminal.say([chosen.since === undefined ? 'nothing can be changed in there alone: its changes reach beyond what was chosen' : `nothing can be changed in what differs from ${chosen.since}`]);
    return { ...endOf(chosen.study.plan, 'none'), ...report };
  }
  return carryOut(chosen, tooling.test);
}

async function carryOut({ context, study: studied, since }: Scoped, test: string | undefined): Promise<Outcome> {
  const { terminal } = context;
  const review = new Review(studied);
  const goal = await askGoal(context, studied, review);
  if (goal === 'look') {
    showDiffs(context, studied);
    showSummary(context, studied);
    terminal.say([sameWithout(context, since)]);
    return { ...endOf(studied.plan, 'pending'), plan: studied.plan, summary: studied.summary };
  }
  const { outcome: end, context: done } = await finish(context, studied, await conduct(context, studied, { since, answered: (begun) => answersFor(goal, begun) }));
  if (end.written === undefined) return end;
  terminal.say([`${sameWithout(done, since)}${end.plan === undefined || end.plan.sites.some(({ reason }) => reason === 'declined') ? ' (makes the refused changes, too)' : ''}`]);
  return (await askVerification(context, end, test)) ?? end;
}

const sameWithout = ({ next }: Context, since: string | undefined): string => `the same without questions: ${next(['run', '--write', ...(since === undefined ? [] : ['--since', since])])}`;

/** Answers that need no question. */
function answersFor(goal: Exclude<Goal, 'look'>, review: Review): Said[] {
  const idsOf = (questions: Iterable<number>): string[] => [...questions].flatMap((at) => review.questions[at]!.ids);
  const safe = idsOf(review.safeOpen());
  const all = idsOf(review.questions.keys());
  const accepted: Said[] = safe.length > 0 ? [{ say: 'y', ids: safe }] : [];
  switch (goal) {
    case 'review':
      return accepted;
    case 'safe':
      return [{ say: 'n', ids: all }, ...accepted];
    case 'everything':
      return [{ say: 'y', ids: all }];
    case 'each':
      return [];
  }
}

async function askGoal({ engine }: Context, { summary }: Study, review: Review): Promise<Goal> {
  const safe = review.safeOpen().length;
  const all = review.questions.length;
  const rest = all - safe;
  const numbers = `${safe} safe, ${rest} to look at, ${count(summary.refused, 'call')} refused`;
  return engine.prompts.choose<Goal>(`What shall be done? (${numbers})`, [
    { value: 'review', name: safe === 0 ? `Look at the ${count(all, 'change')} one by one (recommended)` : rest === 0 ? `Accept the ${count(safe, 'change')}, all are safe (recommended)` : `Accept the ${safe} safe changes, look at the other ${rest} one by one (recommended)`, description: 'Nothing is written before you say so at the end.' },
    ...(safe > 0 ? [{ value: 'each' as const, name: `Look at all ${all} changes one by one` }] : []),
    ...(safe > 0 && rest > 0 ? [{ value: 'safe' as const, name: `Only the ${safe} safe changes, no questions`, description: 'Safe: reads only, and rests on nothing but what the analysis proves.' }] : []),
    { value: 'everything', name: `All ${all} changes, no questions`, description: 'As unblock run --write does it.' },
    { value: 'look', name: 'Write nothing, show all changes' },
  ]);
}

async function askVerification(context: Context, end: Outcome, test: string | undefined): Promise<Outcome | undefined> {
  const { engine, settings, terminal } = context;
  const command = settings.test ?? (test === undefined ? undefined : 'npm test');
  const how = await engine.prompts.choose<'tests' | 'static' | 'no'>('Verify the result?', [
    ...(command === undefined ? [] : [{ value: 'tests' as const, name: `Yes: static checks, and ${command} before and after, in a copy`, description: 'The only step that runs code of this repository.' }]),
    { value: 'static', name: 'Static checks only, run nothing' },
    { value: 'no', name: 'No' },
  ], command === undefined ? 'static' : 'tests');
  if (how === 'no') return undefined;
  const verified = await verify(context, { command: 'verify', against: end.session, isStatic: how === 'static', test: undefined, html: undefined, blame: 'no', orders: ['random'], seed: 1 });
  terminal.say([`to take it back: ${context.next(['undo', ...(end.session ? [end.session] : [])], 'root')}`]);
  return { ...end, ...verified, ...(end.plan && { plan: end.plan }) };
}
