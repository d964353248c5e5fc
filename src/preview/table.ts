// A table for the terminal.
import Table from 'cli-table3';
import type { Look } from './palette.ts';

/** A table without lines, numbers to the right. */
export function table(head: readonly string[], rows: readonly string[][], { colours }: Look): string[] {
  const sides = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' };
  const inner = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };
  const numeric = (column: number): boolean => rows.every((row) => /^(?:\d+(?:\.\d+)?(?: ms|%)?|-)$/.test(row[column]!));
  const view = new Table({
    head: head.map((title) => colours.bold(title)),
    chars: { ...sides, ...inner },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: head.map((_, column) => (numeric(column) ? 'right' : 'left')),
  });
  view.push(...rows);
  return view.toString().split('\n').map((line) => line.trimEnd());
}
