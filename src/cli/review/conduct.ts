// A whole review: asks, keeps every answer at once, opens the editor, and ends with what was accepted and is sound.
import process from 'node:process';
import { count } from '../../preview/printable.ts';
import type { SavedReview } from '../../write/reviews.ts';
import type { Context } from '../context.ts';
import type { Study } from '../study.ts';
import { editQuestion } from './edit.ts';
import { aboutOf, answersOf, changedSince, hashesOf, type About } from './kept.ts';
import { Review, type Said } from './review.ts';
import { soundly } from './sound.ts';

export interface Conducted {
  /** 'interrupted' after Ctrl-C. */
  readonly kind: 'done' | 'quit' | 'interrupted';
  readonly review: Review;
  /** Why what was accepted cannot be written; nothing speaks against it when left out. */
  readonly fault?: string;
  /** Id of the file that keeps the answers. */
  readonly id: string;
}

export interface ReviewOptions {
  /** The review that goes on. */
  readonly again?: SavedReview;
  /** What the plan is limited to, for whoever goes on. */
  readonly since?: string | undefined;
  /** Answers that were given before the first question. */
  readonly answered?: (review: Review) => readonly Said[];
}

/** Nobody else writes below the root meanwhile. @throws WriteError 'lock-held' */
export async function conduct(context: Context, study: Study, { again, since, answered }: ReviewOptions = {}): Promise<Conducted> {
  const { engine, terminal, targets, progress, options: { all, publicApi, include, exclude, config, timeout, timeoutConstants, concurrency } } = context;
  progress.at('review');
  terminal.status('');
  return engine.duringReview(targets.root, (note) => terminal.tell(`unblock: ${note}`), async () => {
    let keep: (said: Said) => void = () => {};
    const review = new Review({ plan: study.plan, changes: study.changes, repo: study.repo, onSaid: (said) => keep(said) });
    const note = again ? replay(review, again) : undefined;
    const about: About = { names: targets.named, ...(since !== undefined && { since }), options: { all, publicApi, include, exclude, config, ...(timeout && { timeout }), ...(timeoutConstants && { timeoutConstants }), ...(concurrency !== undefined && { concurrency }) }, hashes: hashesOf(study.plan), changes: review.questions.length };
    const log = await engine.openReview(targets.root, about, again && { ...again, answers: review.snapshot() });
    keep = (said) => log.append(said);
    try {
      for (const said of answered?.(review) ?? []) review.say(said);
      const kind = await ask(context, study, review, note);
      const fault = kind === 'interrupted' ? undefined : await soundly(context, study, review);
      return { kind, review, id: log.id, ...(fault !== undefined && { fault }) };
    } finally {
      log.close();
    }
  });
}

/** Takes over the answers of an earlier run, and says what became of them. */
function replay(review: Review, again: SavedReview): string | undefined {
  const about = aboutOf(again);
  const changed = about ? changedSince(about, review.plan) : new Set(Object.keys(review.plan.files));
  review.replay(answersOf(again), changed);
  const asked = new Set(review.questions.flatMap(({ file }) => (changed.has(file) ? [file] : [])));
  return asked.size === 0 ? undefined : `${count(asked.size, 'file')} changed since: ${asked.size === 1 ? 'its' : 'their'} changes are asked again.`;
}

async function ask({ engine, terminal }: Context, { explainer }: Study, review: Review, first: string | undefined): Promise<Conducted['kind']> {
  const { stdout } = process;
  let note = first;
  // the last question that was seen; before the first one
  for (let at = review.nextOpen(-1); at !== undefined; ) {
    try {
      const end = await engine.prompts.review({
        review, explainer, at, colours: terminal.look.colours, ...(note === undefined ? {} : { note }),
        size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
        onResize: (listener) => {
          stdout.on('resize', listener);
          return () => void stdout.off('resize', listener);
        },
      });
      if (end.kind !== 'edit') return end.kind;
      note = await editQuestion(review, end.at, { edit: engine.prompts.edit, confirm: (message) => engine.prompts.confirm(message, true) });
      at = note === '' ? review.nextOpen(end.at) : end.at;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ExitPromptError')) throw error;
      return 'interrupted';
    }
  }
  return 'done';
}
