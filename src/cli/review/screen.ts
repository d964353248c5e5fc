// What the review shows: a counter, the file and function, the change, what an answer takes along, the keys.
import { stripVTControlCharacters } from 'node:util';
import type { Hunk } from '../../preview/hunks.ts';
import type { Look } from '../../preview/palette.ts';
import { count, oneLine, printable, wrap } from '../../preview/printable.ts';
import { reviewHunk } from '../../preview/review-hunk.ts';
import { folded, plain, widthOf } from '../../preview/styled.ts';
import { askedFor, whyLines, type Desk, type View } from './keys.ts';
import type { Along, Review } from './review.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const HELP = `y - accept this change
n - refuse this change
q - quit; keep the answers, leave this change and all remaining ones open
a - accept this change and all later open changes in the file
d - refuse this change and all later open changes in the file
A - accept all changes that are safe
u - accept or refuse the whole unit: all that stands or falls with this change
r - accept or refuse all changes of this transform
j - leave this change as it is, see next open change
k - leave this change as it is, see previous open change
J - see the first change of the next file
K - see the first change of the previous file
g - select a change to go to
/ - search for a change matching the given regex
s - split the current change into smaller changes
e - manually edit the current change in $VISUAL or $EDITOR
w - why this change is made, back to the call that blocks
up, down, space - scroll
? - print help`.split('\n');

/** Rows that are not the pane: the title, how much is not seen, the prompt, one that the cursor needs. */
const AROUND = 4;

/** How many lines of a pane are seen at a time, with so many lines of notes. */
export const pageOf = ({ rows }: Size, notes = 4): number => Math.max(4, rows - AROUND - notes);

/** The whole screen; the last line is the prompt. */
export function screenOf(view: View, desk: Desk, look: Look, size: Size): string {
  const { colours } = look;
  const pane = paneOf(view, desk, look).flatMap((line) => fitted(line, look.width));
  const notes = notesOf(view, desk, look);
  const page = pageOf(size, notes.length);
  const from = Math.min(view.scroll, Math.max(0, pane.length - page));
  const shown = pane.slice(from, from + page);
  const more = pane.length - from - shown.length;
  const rest = [...(more > 0 ? [`${count(more, 'more line')} (space)`] : []), ...(from > 0 ? [`${count(from, 'line')} above (up)`] : [])].join(', ');
  return [fitted(title(view, desk, look), look.width)[0]!, ...shown, ...(rest ? [colours.dim(`-- ${rest}`)] : []), ...notes, promptLine(view, desk, look)].join('\n');
}

/** The line, or where it is too long, several without colours. */
function fitted(line: string, width: number): string[] {
  const bare = stripVTControlCharacters(line);
  return widthOf(bare) <= width ? [line] : folded(plain(bare), width).map((part) => part.map(({ text }) => text).join(''));
}

function title({ at, pane }: View, { review }: Desk, { colours, width }: Look): string {
  const question = review.questions[at]!;
  const state = review.stateOf(at);
  const within = functionOf(question.ids, review);
  const mark = state === 'open' ? (review.doubt(at) === undefined ? 'safe' : 'look') : review.isEdited(at) ? 'edited' : state;
  const left = `(${at + 1}/${review.questions.length}) `;
  const right = ` [${pane === 'hunk' ? mark : pane}]`;
  const where = oneLine(`${question.file}:${question.line}${within ? ` in ${within}` : ''}`, Math.max(10, width - left.length - right.length - 1));
  const paint = { safe: colours.green, look: colours.yellow, accepted: colours.green, edited: colours.green, refused: colours.red, dropped: colours.red, open: colours.dim }[mark] ?? colours.dim;
  return colours.dim(left) + colours.bold(where) + (pane === 'hunk' ? paint(right) : colours.cyan(right));
}

/** The function that a change is in or about. */
function functionOf(ids: readonly string[], review: Review): string | undefined {
  const own = ids.map((id) => review.decision(id)!);
  const isFunction = (verdict: string): boolean => verdict === 'make-async' || verdict === 'twin';
  const direct = own.find(({ verdict }) => isFunction(verdict));
  if (direct) return direct.name;
  for (const { file, needs } of own) for (const need of needs) {
    const around = review.decision(need);
    if (around && around.file === file && isFunction(around.verdict)) return around.name;
  }
  return undefined;
}

function paneOf(view: View, desk: Desk, look: Look): readonly string[] {
  switch (view.pane) {
    case 'why':
      return whyLines(view.at, desk, look);
    case 'help':
      return HELP;
    case 'goto':
      return list(view.at, desk, look);
    case 'unit':
    case 'transform':
    case 'safe':
      return asked(view, desk, look);
    default: {
      const hunks = desk.review.hunks(view.at);
      if (hunks.length === 0) return ['nothing is left of this change: what it was made for was refused'];
      return hunks.flatMap((hunk) => [look.colours.cyan(rangeOf(hunk)), ...reviewHunk(hunk, look)]);
    }
  }
}

const rangeOf = ({ oldStart, oldLines, newStart, newLines }: Hunk): string => `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;

/** The questions around one, for going to one by its number. */
function list(at: number, { review }: Desk, { colours, width }: Look): string[] {
  const from = Math.max(0, Math.min(at - 5, review.questions.length - 12));
  return review.questions.slice(from, from + 12).map(({ file, line }, i) => {
    const number = from + i;
    const sign = { open: ' ', accepted: '+', refused: '-', dropped: '-' }[review.stateOf(number)];
    const changed = review.hunks(number)[0]?.lines.find((each) => each.startsWith('+'))?.slice(1).trim() ?? '';
    const text = oneLine(`${sign}${number + 1}: ${file}:${line}  ${changed}`, width - 1);
    return number === at ? colours.bold(text) : text;
  });
}

function asked(view: View, { review }: Desk, { colours, width }: Look): string[] {
  const ids = new Set(askedFor(view, review));
  const questions = [...review.questions.keys()].filter((at) => review.questions[at]!.ids.some((id) => ids.has(id)));
  const files = new Map<string, number>();
  for (const at of questions) files.set(review.questions[at]!.file, (files.get(review.questions[at]!.file) ?? 0) + 1);
  const what = { unit: 'This unit stands or falls together', transform: `All changes of ${review.decision(review.questions[view.at]!.ids[0]!)!.transform}`, safe: 'Open changes that are safe' }[view.pane as 'unit' | 'transform' | 'safe'];
  return [colours.bold(`${what}: ${count(questions.length, 'change')} in ${count(files.size, 'file')}`), ...[...files].map(([file, changes]) => oneLine(`  ${String(changes).padStart(4)}  ${file}`, width - 1))];
}

function notesOf(view: View, { review }: Desk, { colours, width }: Look): string[] {
  const { at, pane, note } = view;
  const lines: string[] = [];
  if (pane === 'hunk') {
    const { ids } = review.questions[at]!;
    const [yes, no] = [review.along('y', ids, at), review.along('n', ids, at)];
    const doubt = review.stateOf(at) === 'open' ? review.doubt(at) : undefined;
    const along = [told('y also accepts', yes, 'refused before'), told('n also drops', no, 'accepted before')].filter((each) => each !== '');
    const joined = along.join('; ');
    for (const each of joined.length < width ? [joined] : along) if (each) lines.push(colours.yellow(each));
    if (doubt) lines.push(...wrap(`look: ${doubt}`, width - 1, '').map(colours.dim));
  }
  if (note) lines.push(colours.bold(oneLine(note, width - 1)));
  return lines;
}

const told = (what: string, { changes, files, answered }: Along, how: string): string =>
  changes === 0 ? '' : `${what} ${count(changes, 'change')} in ${count(files, 'file')}${answered > 0 ? ` (${answered} ${how})` : ''}`;

function promptLine(view: View, { review }: Desk, { colours }: Look): string {
  switch (view.pane) {
    case 'search':
      return `${colours.blue('Search for regex?')} ${printable(view.input)}`;
    case 'goto':
      return `${colours.blue('Go to which change?')} ${printable(view.input)}`;
    case 'why':
    case 'help':
      return colours.blue('Any other key goes back to the change.');
    case 'unit':
    case 'transform':
      return colours.blue('Accept all (y), refuse all (n), back (any other key)?');
    case 'safe':
      return colours.blue('Accept all of these (y), back (any other key)?');
    default: {
      const state = review.stateOf(view.at);
      const again = state === 'open' ? 'Apply this change' : `Apply this change (${state === 'accepted' ? 'was: y' : 'was: n'})`;
      return colours.blue(`${again} [y,n,q,a,d,A,u,r,j,k,J,K,g,/,s,e,w,?]?`);
    }
  }
}

