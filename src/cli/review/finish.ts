// After the review: writes what was accepted and commits it if asked to, or keeps the answers for another time.
import { plannedOf } from '../../api/planned.ts';
import type { CommitStyle } from '../../core/git-commit.ts';
import { count } from '../../preview/printable.ts';
import { unitsOf } from '../../preview/units.ts';
import type { Context, Outcome } from '../context.ts';
import { EXIT, endOf } from '../exit-codes.ts';
import type { Choice } from '../prompts.ts';
import type { Study } from '../study.ts';
import { showSummary } from '../show.ts';
import { commitsToo, showWritten, write, writtenEnd, type Done } from '../write-changes.ts';
import type { Conducted } from './conduct.ts';

/** How a review ended, with the context in which it was carried out: commits may have been asked for. */
export interface Finished {
  readonly outcome: Outcome;
  readonly context: Context;
}

/** @throws Failure 'refused' and WriteError as write() does; the answers are kept then. */
export async function finish(context: Context, study: Study, { kind, review, id, fault }: Conducted): Promise<Finished> {
  const { terminal, engine, targets } = context;
  const { open, accepted, refused, dropped } = review.counts();
  terminal.say([`${count(review.questions.length, 'change')}: ${accepted} accepted, ${refused + dropped} refused, ${open} open`]);
  const forget = (): Promise<void> => engine.duringReview(targets.root, () => {}, () => engine.removeReview(targets.root, id));
  const keep = (): void => terminal.say([`the answers are kept; to go on: ${context.next(['resume'], 'root')}`]);
  const report = { plan: study.plan, summary: study.summary };
  const unwritten = (): Finished => ({ outcome: { ...endOf(study.plan, 'pending'), ...report }, context });
  if (kind === 'interrupted') {
    keep();
    return { outcome: { status: 'interrupted', exitCode: EXIT.SIGINT, ...report }, context };
  }
  if (accepted === 0 && open === 0) {
    await forget();
    terminal.say(['nothing was accepted, nothing was written']);
    return unwritten();
  }
  if (fault !== undefined) terminal.tell(`unblock: what was accepted would make another program, so it cannot be written: ${fault}`);
  const part = review.result();
  const { next, style } = await whatNext(context, { kind, accepted: fault === undefined ? accepted : 0, units: unitsOf(part.plan, part.changes).length });
  if (next === 'forget') {
    await forget();
    terminal.say(['the answers are forgotten, nothing was written']);
    return unwritten();
  }
  if (next === 'later') {
    keep();
    return unwritten();
  }
  const { plan, changes, lost } = part;
  for (const { file } of lost) terminal.tell(`unblock: ${file}: what you edited does not fit what is left around it, so the change is written as it was planned`);
  const chosen = style === context.options.commit ? context : await context.with({ commit: style });
  let done: Done;
  try {
    done = await write(chosen, plan, changes, study.repo.files);
  } catch (error) {
    keep();
    throw error;
  }
  await forget();
  const shown = plannedOf({ plan, changes });
  showSummary(chosen, shown, true);
  showWritten(chosen, done);
  return { outcome: { ...writtenEnd(plan, done), plan, summary: shown.summary, ...done }, context: chosen };
}

interface Next {
  readonly next: 'write' | 'later' | 'forget';
  readonly style?: CommitStyle | undefined;
}

interface Standing {
  readonly kind: 'done' | 'quit';
  readonly accepted: number;
  readonly units: number;
}

/** Commits are offered where they can be made and the command line does not say. */
async function whatNext({ engine, options, targets }: Context, { kind, accepted, units }: Standing): Promise<Next> {
  const what = count(accepted, 'accepted change');
  const description = kind === 'quit' ? 'What is open stays as it is.' : 'They can be taken back with unblock undo.';
  const isOffered = options.commit === undefined && accepted > 0 && (await engine.commitObstacle(targets.root)) === undefined;
  const writes: Choice<Next>[] = [
    { value: { next: 'write', style: options.commit }, name: `Write the ${what} now${commitsToo(options) ? `, and commit ${options.commit}` : ''}`, description },
    ...(isOffered ? [{ value: { next: 'write' as const, style: 'per-transform' as const }, name: 'Write and commit them', description: 'Only the files that are written. The hooks of the repository run. (--commit per-transform)' }] : []),
    ...(isOffered && units > 1 ? [{ value: { next: 'write' as const, style: 'per-unit' as const }, name: `Write and commit them, each of the ${units} units that stand alone by itself`, description: 'After each commit the program is whole. (--commit per-unit)' }] : []),
  ];
  const later = { value: { next: 'later' as const }, name: 'Keep the answers, write nothing', description: 'Go on with unblock resume.' };
  const forget = { value: { next: 'forget' as const }, name: 'Forget the answers' };
  return engine.prompts.choose<Next>('And now?', accepted === 0 ? [later, forget] : kind === 'done' ? [...writes, later, forget] : [later, ...writes, forget]);
}
