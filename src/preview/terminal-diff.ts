// The changes of one file as a coloured unified diff, each hunk followed by why it is there.
import type { FileChange } from '../core/edit.ts';
import { buildHunks } from './hunks.ts';
import type { Look } from './palette.ts';
import { hunkLines } from './patch.ts';
import { count, printable, wrap } from './printable.ts';
import { hunkReasons } from './why.ts';
import type { Explainer } from './why.ts';

export interface DiffLook extends Look {
  /** Every reason of a hunk, however many. */
  readonly verbose: boolean;
}

const REASONS = 4;

/** The lines to show for `change`; none when the file stays as it is. */
export function terminalDiff(change: FileChange, explainer: Explainer, look: DiffLook): string[] {
  const { colours, width, verbose } = look;
  const hunks = buildHunks(change);
  if (hunks.length === 0) return [];
  const file = printable(change.file);
  const lines = [colours.bold(`--- a/${file}`), colours.bold(`+++ b/${file}`)];
  for (const hunk of hunks) {
    for (const line of hunkLines(hunk)) lines.push(coloured(line, look));
    const reasons = hunkReasons(hunk.decisions, explainer);
    const shown = verbose ? reasons : reasons.slice(0, REASONS);
    for (const reason of shown) {
      const [first = '', ...more] = wrap(reason, width, '       ');
      lines.push(colours.dim(`  why: ${first.trimStart()}`), ...more.map(colours.dim));
    }
    const rest = reasons.length - shown.length;
    if (rest > 0) lines.push(colours.dim(`       and ${count(rest, 'more reason')} (--verbose lists them)`));
  }
  return [...lines, ''];
}

function coloured(line: string, { colours }: Look): string {
  const mark = line[0];
  const text = printable(line.endsWith('\r') ? line.slice(0, -1) : line);
  if (mark === '+') return colours.green(text);
  if (mark === '-') return colours.red(text);
  if (mark === '@') return colours.cyan(text);
  return mark === '\\' ? colours.dim(text) : text;
}
