// A change as a person wants it: opens the editor on the lines of a hunk and asks again while they do not parse.
import type { Hunk } from '../../preview/hunks.ts';
import { splitLines } from '../../preview/hunks.ts';
import type { EditedPart } from '../../plan/edited.ts';
import type { Review } from './review.ts';

/** What editing needs of the terminal. */
export interface EditorPrompts {
  /** The text after it was edited; `extension` tells the editor the language. */
  edit(text: string, extension: string): Promise<string>;
  confirm(message: string): Promise<boolean>;
}

const MARK = '// unblock:';
const HEAD = [
  `${MARK} these are the lines as they would be after the change. Edit them, save, and close the editor.`,
  `${MARK} Delete all of them to leave the change as it was. Lines that begin with ${MARK} are dropped.`,
];

/** Edits question `at`. Answers what to say about it; the answer itself is given to the review. */
export async function editQuestion(review: Review, at: number, prompts: EditorPrompts): Promise<string> {
  const question = review.questions[at]!;
  const change = review.changeOf(question.file);
  const hunk = review.hunks(at).find(({ own }) => own.length > 0);
  if (!change || !hunk) return 'Nothing is left of this change to edit.';
  let text = linesOf(hunk, '+').join('');
  for (;;) {
    const given = await prompts.edit([...HEAD.map((line) => `${line}\n`), text].join(''), question.file.slice(question.file.lastIndexOf('.')));
    text = splitLines(given).filter((line) => !line.startsWith(MARK)).join('');
    if (text.trim() === '') return 'The change was left as it was.';
    const part = partOf(change.before, question.file, hunk, text, [...question.ids].filter((id) => review.selection.stands(id)));
    if (!part) return 'The edited lines are those of the file: answer n to leave it as it is.';
    const objection = review.objection(part);
    if (objection === undefined) {
      review.say({ say: 'e', part });
      return '';
    }
    if (!(await prompts.confirm(`Your edit cannot be used: ${objection}. Edit again (no leaves the change as it was)?`))) return 'Your edit was dropped.';
  }
}

/** The lines of a hunk on one side, with their line feeds. */
function linesOf({ lines }: Hunk, side: '-' | '+'): string[] {
  const result: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.startsWith('\\')) continue;
    if (line.startsWith(' ') || line.startsWith(side)) result.push(line.slice(1) + (lines[i + 1]?.startsWith('\\') ? '' : '\n'));
  }
  return result;
}

/** What differs between the lines of the file and those that were edited. */
function partOf(before: string, file: string, hunk: Hunk, text: string, ids: readonly string[]): EditedPart | undefined {
  const all = splitLines(before);
  const old = all.slice(hunk.oldStart - 1, hunk.oldStart - 1 + hunk.oldLines);
  const eol = old.some((line) => line.endsWith('\r\n')) ? '\r\n' : '\n';
  const edited = splitLines(text.replaceAll('\r\n', '\n').replaceAll('\n', eol));
  // editors end the last line, even where the file does not
  if (!old.at(-1)?.endsWith('\n') && edited.length > 0) edited.push(edited.pop()!.replace(/\r?\n$/, ''));
  if (old.join('') === edited.join('')) return undefined;
  // all that the plan changes here is in the person's hands: a line that looks as it was before is meant to
  const isSame = (line: string): boolean => line.startsWith(' ');
  const lines = hunk.lines.filter((line) => !line.startsWith('\\'));
  const above = lines.findIndex((line) => !isSame(line));
  const below = lines.length - 1 - lines.findLastIndex((line) => !isSame(line));
  let head = 0;
  while (head < Math.min(above, edited.length) && old[head] === edited[head]) head++;
  let tail = 0;
  while (tail < Math.min(below, edited.length - head) && old.at(-1 - tail) === edited.at(-1 - tail)) tail++;
  const start = [...all.slice(0, hunk.oldStart - 1), ...old.slice(0, head)].join('').length;
  const end = start + old.slice(head, old.length - tail).join('').length;
  return { file, span: { start, end }, text: edited.slice(head, edited.length - tail).join(''), ids };
}
