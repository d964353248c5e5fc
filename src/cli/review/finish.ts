// After the review: writes what was accepted, or keeps the answers for another time.
import { plannedOf } from '../../api/planned.ts';
import { count } from '../../preview/printable.ts';
import type { Context, Outcome } from '../context.ts';
import { EXIT, endOf } from '../exit-codes.ts';
import type { Study } from '../study.ts';
import { showSummary } from '../show.ts';
import { showWritten, write } from '../write-changes.ts';
import type { Conducted } from './conduct.ts';

/** @throws Failure 'refused' and WriteError as write() does; the answers are kept then. */
export async function finish(context: Context, study: Study, { kind, review, id }: Conducted): Promise<Outcome> {
  const { terminal, engine, targets } = context;
  const { open, accepted, refused, dropped } = review.counts();
  terminal.say([`${count(review.questions.length, 'change')}: ${accepted} accepted, ${refused + dropped} refused, ${open} open`]);
  const forget = (): Promise<void> => engine.duringReview(targets.root, () => {}, () => engine.removeReview(targets.root, id));
  const keep = (): void => terminal.say([`the answers are kept; to go on: ${context.next(['resume'], 'root')}`]);
  const report = { plan: study.plan, summary: study.summary };
  if (kind === 'interrupted') {
    keep();
    return { status: 'interrupted', exitCode: EXIT.SIGINT, ...report };
  }
  if (accepted === 0 && open === 0) {
    await forget();
    terminal.say(['nothing was accepted, nothing was written']);
    return { ...endOf(study.plan, 'pending'), ...report };
  }
  const next = await whatNext(context, kind, accepted);
  if (next === 'forget') {
    await forget();
    terminal.say(['the answers are forgotten, nothing was written']);
    return { ...endOf(study.plan, 'pending'), ...report };
  }
  if (next === 'later') {
    keep();
    return { ...endOf(study.plan, 'pending'), ...report };
  }
  const { plan, changes, lost } = review.result();
  for (const { file } of lost) terminal.tell(`unblock: ${file}: what you edited does not fit what is left around it, so the change is written as it was planned`);
  let done: Awaited<ReturnType<typeof write>>;
  try {
    done = await write(context, plan, changes, study.repo.files);
  } catch (error) {
    keep();
    throw error;
  }
  await forget();
  const shown = plannedOf({ plan, changes });
  showSummary(context, shown, true);
  showWritten(context, done);
  return { ...endOf(plan, 'written'), plan, summary: shown.summary, ...done };
}

type Next = 'write' | 'later' | 'forget';

async function whatNext({ engine }: Context, kind: 'done' | 'quit', accepted: number): Promise<Next> {
  const write = { value: 'write' as Next, name: `Write the ${count(accepted, 'accepted change')} now`, description: kind === 'quit' ? 'What is open stays as it is.' : 'They can be taken back with unblock undo.' };
  const later = { value: 'later' as Next, name: 'Keep the answers, write nothing', description: 'Go on with unblock resume.' };
  const forget = { value: 'forget' as Next, name: 'Forget the answers' };
  const choices = accepted === 0 ? [later, forget] : kind === 'done' ? [write, later, forget] : [later, write, forget];
  return engine.prompts.choose('And now?', choices);
}
