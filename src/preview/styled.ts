// Lines made of pieces that each have a style, and what fits into so many columns of a terminal.
import type { Palette } from './palette.ts';

export type Style = keyof Palette;

/** Text without line feeds, tabs or control characters, and how it looks. */
export interface Piece {
  readonly text: string;
  readonly styles: readonly Style[];
}

export type StyledLine = readonly Piece[];

/** One piece, as a line. */
export const plain = (text: string, ...styles: Style[]): StyledLine => [{ text, styles }];

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
const COMBINING = /\p{Mark}/u;

/** The columns that one character fills. */
const columnsOf = (char: string): number => (char < '\u0300' ? 1 : COMBINING.test(char) ? 0 : WIDE.test(char) ? 2 : 1);

/** The columns that a text fills. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += columnsOf(char);
  return width;
}

/** The line cut into lines of at most `width` columns. */
export function folded(line: StyledLine, width: number): StyledLine[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const { text, styles } of line) {
    let part = '';
    for (const char of text) {
      const columns = columnsOf(char);
      if (used + columns > width) {
        if (part) lines.at(-1)!.push({ text: part, styles });
        lines.push([]);
        part = '';
        used = 0;
      }
      part += char;
      used += columns;
    }
    if (part) lines.at(-1)!.push({ text: part, styles });
  }
  return lines;
}

/** The line with spaces behind it up to `width` columns. */
export function padded(line: StyledLine, width: number): StyledLine {
  const missing = width - line.reduce((sum, { text }) => sum + widthOf(text), 0);
  return missing > 0 ? [...line, { text: ' '.repeat(missing), styles: [] }] : line;
}

/** The line as text for the terminal. */
export const paint = (line: StyledLine, colours: Palette): string => line.map(({ text, styles }) => styles.reduce((painted, style) => colours[style](painted), text)).join('');
