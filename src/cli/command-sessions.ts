// `unblock sessions`: reviews that are under way and writes that can be taken back, each with the command for it.
import { count } from '../preview/printable.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { aboutOf } from './review/kept.ts';

/** Reads only. @throws WriteError 'bad-journal' */
export async function sessions({ engine, terminal, targets, next }: Context): Promise<Outcome> {
  const { colours } = terminal.look;
  const reviews = await engine.savedReviews(targets.root);
  const written = await engine.sessions(targets.root);
  const lines: string[] = [];
  for (const review of reviews) {
    const changes = aboutOf(review)?.changes;
    lines.push(`${colours.bold(review.id)}  review${changes === undefined ? '' : ` of ${count(changes, 'change')}`} under way, begun ${when(review.time)}`, `  to go on: ${next(['resume', review.id], 'root')}`);
  }
  for (const { id, time, state, files, command, commits } of written) {
    const what = { done: 'written', prepared: 'cut off while it was written', undoing: 'cut off while it was taken back', undone: 'taken back', 'rolled-back': 'given up' }[state];
    lines.push(`${colours.bold(id)}  ${what}, ${count(files.length, 'file')}, ${when(time)}${command ? `, ${command}` : ''}${commits.length > 0 ? `, ${count(commits.length, 'commit')}` : ''}`);
    if (state === 'done' || state === 'prepared' || state === 'undoing') lines.push(`  to take it back: ${next(['undo', id], 'root')}`);
  }
  terminal.say(lines.length > 0 ? lines : ['nothing was written here, and no review is under way']);
  return { status: 'ok', exitCode: EXIT.done, sessions: { reviews: reviews.map(({ id, time, answers }) => ({ id, time, answers: answers.length })), written } };
}

/** `2026-01-31 23:59 UTC` */
const when = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;
