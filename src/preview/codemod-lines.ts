// What a run of the user's transform says beside its changes, as lines: what it reported, what it counted, the sum.
import type { CodemodReport } from '../core/codemod.ts';
import type { Look } from './palette.ts';
import { count, printable } from './printable.ts';

/** The lines to show after the diffs; `written` when the changes are on the disk already. */
export function codemodLines({ files, reports, stats }: CodemodReport, { colours }: Look, written = false): string[] {
  const lines = reports.map(({ file, message }) => `${colours.cyan(printable(file))}  ${printable(message)}`);
  if (lines.length > 0) lines.push('');
  const names = Object.entries(stats);
  const digits = Math.max(0, ...names.map(([, quantity]) => String(quantity).length));
  for (const [name, quantity] of names) lines.push(`  ${String(quantity).padStart(digits)}  ${printable(name)}`);
  if (names.length > 0) lines.push('');
  const { changed, unchanged, skipped, failed } = files;
  const parts = [
    colours.green(`${changed} ${written ? 'changed' : 'to change'}`),
    `${unchanged} unchanged`,
    `${skipped} skipped`,
    failed > 0 ? colours.red(`${failed} failed`) : '0 failed',
  ];
  return [...lines, `${colours.bold(count(changed + unchanged + skipped + failed, 'file'))} = ${parts.join(' + ')}`];
}
