// A hunk for the eyes: lines with their marks, changed words, syntax colours; side by side where there is room.
import type { Hunk } from './hunks.ts';
import type { Look } from './palette.ts';
import { printable } from './printable.ts';
import { folded, padded, paint, plain, type Piece, type Style, type StyledLine } from './styled.ts';
import { syntaxStyles } from './syntax-colour.ts';
import { wordDiff } from './word-diff.ts';

/** From so many columns on, old and new stand beside each other. */
export const SIDE_BY_SIDE = 120;

/** One line of a hunk on the side or sides where it stands; `changed` marks its words. */
interface Row {
  readonly old?: Side;
  readonly new?: Side;
}

interface Side {
  readonly number: number;
  readonly text: string;
  readonly changed?: Uint8Array;
}

/** The lines to show for `hunk`, none wider than the terminal. */
export function reviewHunk(hunk: Hunk, look: Look): string[] {
  const rows = rowsOf(hunk);
  const digits = String(Math.max(hunk.oldStart + hunk.oldLines, hunk.newStart + hunk.newLines)).length;
  const lines = look.width >= SIDE_BY_SIDE ? besides(rows, digits, look.width) : below(rows, digits, look.width);
  return lines.map((line) => paint(line, look.colours));
}

/** Removed and added lines of one block are counterparts in their order. */
function rowsOf(hunk: Hunk): Row[] {
  const rows: Row[] = [];
  let oldLine = hunk.oldStart;
  let newLine = hunk.newStart;
  const gone: string[] = [];
  const come: string[] = [];
  const flush = (): void => {
    for (let i = 0; i < Math.max(gone.length, come.length); i++) {
      const [before, after] = [gone[i], come[i]];
      const words = before !== undefined && after !== undefined ? wordDiff(before, after) : undefined;
      rows.push({
        ...(before === undefined ? {} : { old: { number: oldLine++, text: before, changed: words?.before ?? all(before) } }),
        ...(after === undefined ? {} : { new: { number: newLine++, text: after, changed: words?.after ?? all(after) } }),
      });
    }
    gone.length = come.length = 0;
  };
  for (const line of hunk.lines) {
    const text = line.slice(1).replace(/\r$/, '').replaceAll('\t', '    ');
    if (line.startsWith('-')) gone.push(text);
    else if (line.startsWith('+')) come.push(text);
    else if (line.startsWith(' ')) {
      flush();
      rows.push({ old: { number: oldLine++, text }, new: { number: newLine++, text } });
    }
  }
  flush();
  return rows;
}

const all = (text: string): Uint8Array => new Uint8Array(text.length).fill(1);

type Mark = ' ' | '-' | '+';
const COLOUR: Readonly<Record<Mark, Style>> = { ' ': 'dim', '-': 'red', '+': 'green' };

/** The code of a side in pieces of one style each. */
function codeOf({ text, changed }: Side, mark: Mark): StyledLine {
  const styles = syntaxStyles(text);
  const pieces: Piece[] = [];
  const styleAt = (i: number): readonly Style[] => (changed?.[i] ? [COLOUR[mark], 'inverse'] : styles[i] ? [styles[i]] : []);
  // a line without a counterpart is all new: its colour says so, marks would only hide the code
  const isWhole = changed !== undefined && changed.every((each) => each === 1);
  const of = (i: number): readonly Style[] => (isWhole ? [COLOUR[mark]] : styleAt(i));
  for (let i = 0; i < text.length; ) {
    const style = of(i);
    const key = style.join();
    let end = i + 1;
    while (end < text.length && of(end).join() === key) end++;
    pieces.push({ text: printable(text.slice(i, end)), styles: style });
    i = end;
  }
  return pieces;
}

function below(rows: readonly Row[], digits: number, width: number): StyledLine[] {
  const lines: StyledLine[] = [];
  const push = (mark: Mark, side: Side): void => {
    const gutter = [{ text: `${String(side.number).padStart(digits)} `, styles: ['dim'] as const }, { text: `${mark} `, styles: [COLOUR[mark]] }];
    const code = folded(codeOf(side, mark), Math.max(10, width - digits - 3));
    for (const [i, line] of code.entries()) lines.push([...(i === 0 ? gutter : plain(' '.repeat(digits + 3))), ...line]);
  };
  let added: Side[] = [];
  const flush = (): void => {
    for (const side of added) push('+', side);
    added = [];
  };
  // as a patch has it: all lines of a block that go, then all that come
  for (const row of rows) {
    const isSame = row.old?.changed === undefined && row.new?.changed === undefined;
    if (isSame) flush();
    if (row.old) push(isSame ? ' ' : '-', row.old);
    if (row.new && !isSame) added.push(row.new);
  }
  flush();
  return lines;
}

function besides(rows: readonly Row[], digits: number, width: number): StyledLine[] {
  const half = Math.floor((width - 3) / 2);
  const column = (side: Side | undefined, mark: Mark): StyledLine[] => {
    if (!side) return [];
    const shown = side.changed ? mark : ' ';
    const gutter = [{ text: `${String(side.number).padStart(digits)} `, styles: ['dim'] as const }, { text: `${shown} `, styles: [COLOUR[shown]] }];
    return folded(codeOf(side, shown), half - digits - 3).map((line, i) => [...(i === 0 ? gutter : plain(' '.repeat(digits + 3))), ...line]);
  };
  return rows.flatMap((row) => {
    const left = column(row.old, '-');
    const right = column(row.new, '+');
    return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [...padded(left[i] ?? [], half), ...plain(' │ ', 'dim'), ...(right[i] ?? [])]);
  });
}
