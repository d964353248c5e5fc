// What each key of the review does. Letters and words are those of `git add -p`.
import { explanation } from '../../preview/why.ts';
import type { Explainer } from '../../preview/why.ts';
import { searchFrom } from './search.ts';
import type { Review } from './review.ts';

/** What is on the screen. */
export interface View {
  readonly at: number;
  readonly pane: 'hunk' | 'why' | 'help' | 'search' | 'goto' | 'unit' | 'transform' | 'safe';
  /** Lines of the pane that are above the screen. */
  readonly scroll: number;
  /** What was typed for a search or a number. */
  readonly input: string;
  readonly note: string;
}

/** How the prompt ends. After 'edit' it is shown again. */
export interface ReviewEnd {
  readonly kind: 'done' | 'quit' | 'edit';
  readonly at: number;
}

/** A key as readline tells it. */
export interface Key {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

/** What review and view a key is pressed in; `page` lines are seen at a time. */
export interface Desk {
  readonly review: Review;
  readonly explainer: Explainer;
  readonly page: number;
}

export const firstView = (at: number, note = ''): View => ({ at, pane: 'hunk', scroll: 0, input: '', note });

/** The view after a key, or how the review ends. */
export function press(view: View, key: Key, desk: Desk): View | ReviewEnd {
  if (view.pane === 'search' || view.pane === 'goto') return typed(view, key, desk);
  const scrolled = scroll(view, key, desk);
  if (scrolled) return scrolled;
  const letter = letterOf(key);
  if (view.pane === 'unit' || view.pane === 'transform' || view.pane === 'safe') return confirmed(view, letter, desk);
  if (view.pane !== 'hunk') return { ...firstView(view.at) };
  return command(view, letter, desk);
}

function letterOf({ name, sequence, shift }: Key): string {
  if (sequence !== undefined && /^[\x20-\x7e]$/.test(sequence)) return sequence;
  if (name === undefined || name.length > 1) return name ?? '';
  return shift ? name.toUpperCase() : name;
}

function scroll(view: View, { name, sequence }: Key, { page }: Desk): View | undefined {
  const steps: Record<string, number> = { up: -1, down: 1, pageup: -page, pagedown: page, space: page };
  const step = steps[name ?? ''] ?? (sequence === ' ' ? page : undefined);
  return step === undefined ? undefined : { ...view, scroll: Math.max(0, view.scroll + step), note: '' };
}

function command(view: View, letter: string, { review }: Desk): View | ReviewEnd {
  const { at } = view;
  const question = review.questions[at]!;
  switch (letter) {
    case 'y':
    case 'n':
      review.say({ say: letter, ids: question.ids });
      return onward(at, review);
    case 'a':
    case 'd': {
      const rest = [...review.questions.keys()].filter((each) => each >= at && review.questions[each]!.file === question.file && (each === at || review.stateOf(each) === 'open'));
      review.say({ say: letter === 'a' ? 'y' : 'n', ids: rest.flatMap((each) => review.questions[each]!.ids) });
      return onward(at, review);
    }
    case 'q':
      return { kind: 'quit', at };
    case 'e':
      return { kind: 'edit', at };
    case 'j':
    case 'k': {
      const next = review.nextOpen(at, letter === 'j' ? 1 : -1);
      return next === undefined || next === at ? { ...view, note: 'No other change is open.' } : firstView(next);
    }
    case 'J':
    case 'K':
      return otherFile(view, letter === 'J' ? 1 : -1, review);
    case 's':
      return review.split(at) ? firstView(at, `Split into ${review.questions.filter((each) => each.file === question.file && each.from >= question.from && each.to <= question.to).length} changes.`) : { ...view, note: 'Sorry, cannot split this change.' };
    case '/':
      return { ...view, pane: 'search', input: '', note: '' };
    case 'g':
      return { ...view, pane: 'goto', input: '', note: '' };
    case 'w':
      return { ...view, pane: 'why', scroll: 0, note: '' };
    case 'r':
      return { ...view, pane: 'transform', scroll: 0, note: '' };
    case 'u':
      return { ...view, pane: 'unit', scroll: 0, note: '' };
    case 'A':
      return review.safeOpen().length > 0 ? { ...view, pane: 'safe', scroll: 0, note: '' } : { ...view, note: 'No safe change is open.' };
    case '?':
      return { ...view, pane: 'help', scroll: 0, note: '' };
    default:
      return { ...view, note: letter === '' || letter === 'return' || letter === 'enter' ? '' : `Unknown key '${letter}' (use '?' for help)` };
  }
}

function onward(at: number, review: Review): View | ReviewEnd {
  const next = review.nextOpen(at);
  return next === undefined ? { kind: 'done', at } : firstView(next);
}

function otherFile(view: View, step: 1 | -1, review: Review): View {
  const { questions } = review;
  const { file } = questions[view.at]!;
  let next = view.at;
  while (questions[next]?.file === file) next += step;
  if (!questions[next]) return { ...view, note: step > 0 ? 'No next file.' : 'No previous file.' };
  // the first change of that file, from either side
  while (step < 0 && next > 0 && questions[next - 1]!.file === questions[next]!.file) next--;
  return firstView(next);
}

/** The decisions that the pane asks about. */
export function askedFor(view: View, review: Review): readonly string[] {
  const { ids } = review.questions[view.at]!;
  if (view.pane === 'safe') return review.safeOpen().flatMap((at) => review.questions[at]!.ids);
  if (view.pane === 'unit') return review.selection.unitOf(ids);
  const names = new Set(ids.map((id) => review.decision(id)!.transform));
  return review.selection.dependence.decisions.filter(({ transform }) => names.has(transform)).map(({ id }) => id);
}

function confirmed(view: View, letter: string, { review }: Desk): View | ReviewEnd {
  if (letter !== 'y' && letter !== 'n') return firstView(view.at);
  if (view.pane === 'safe' && letter === 'n') return firstView(view.at);
  review.say({ say: letter, ids: askedFor(view, review) });
  return onward(view.at - 1, review);
}

function typed(view: View, key: Key, { review }: Desk): View {
  const { name, sequence = name ?? '' } = key;
  if (name === 'escape') return firstView(view.at);
  if (name === 'backspace') return view.input === '' ? firstView(view.at) : { ...view, input: view.input.slice(0, -1), note: '' };
  if (name !== 'return' && name !== 'enter') {
    const char = name === 'space' ? ' ' : sequence;
    return char.length === 1 && char >= ' ' && !key.ctrl ? { ...view, input: view.input + char, note: '' } : view;
  }
  if (view.input === '') return firstView(view.at);
  if (view.pane === 'goto') {
    const number = Number(view.input);
    const isThere = Number.isInteger(number) && number >= 1 && number <= review.questions.length;
    return isThere ? firstView(number - 1) : { ...view, input: '', note: `Sorry, only ${review.questions.length} changes available.` };
  }
  const found = searchFrom(review, view.at, view.input);
  if ('error' in found) return { ...view, note: found.error };
  return found.at === undefined ? firstView(view.at, `No change matches '${view.input}'.`) : firstView(found.at);
}

/** Every chain behind a question, as a stack trace. */
export function whyLines(at: number, { review, explainer }: Desk, look: Parameters<typeof explanation>[2]): string[] {
  return review.questions[at]!.ids.flatMap((id, i) => {
    const decision = explainer.decision(id);
    return decision ? [...(i > 0 ? [''] : []), ...explanation(decision, explainer, look)] : [];
  });
}
