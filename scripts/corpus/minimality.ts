// Diff minimality: every line that git shows as changed has a reason on it, and none changed in white space only.
import { must } from '../shared/unblock.ts';
import type { MigrationPlan, Verdict } from '../../src/core/plan.ts';
import { lineOf } from '../../src/core/source.ts';
import type { Span } from '../../src/core/source.ts';

/** Verdicts that may touch any line of their subject; the others touch where it begins and ends. */
const ALL_LINES: ReadonlySet<Verdict> = new Set<Verdict>(['replace-api', 'loop', 'reject-assertion', 'async-main', 'twin', 'retype', 'flatten', 'flatten-callbacks', 'coroutine', 'deadline', 'cancel', 'pass-signal', 'group', 'fetch', 'close']);
/** Verdicts that may indent or dedent what they hold. */
const MAY_INDENT: ReadonlySet<Verdict> = new Set<Verdict>(['loop', 'async-main', 'twin', 'flatten', 'flatten-callbacks', 'coroutine']);
/** Exports, return types and types in comments follow from the decisions of a file, not from one place. */
const FOLLOWS = /\brequire\s*\(|^\s*(?:import|export)\b|^\s*(?:\/?\*|\/\/)|['"]use strict['"]|\)\s*:\s*\S.*$/;
/** Imports do too, over several lines. */
const IMPORT = /^import\b[^'"]*['"]|\b(?:const|let|var)\s*\{[^}]*\}\s*=\s*(?:await\s+import|require)\b/gm;

interface Hunk {
  readonly start: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** `file:line` of each changed line without a reason, of each change in white space only, and of changed permissions. */
export async function needlessChanges(dir: string, plan: MigrationPlan): Promise<string[]> {
  const complaints: string[] = [];
  const modes = await must('git', ['diff', '--summary'], dir);
  complaints.push(...modes.split('\n').filter((line) => line.includes('mode change')).map((line) => line.trim()));
  for (const [file, { decisions }] of Object.entries(plan.files)) {
    const hunks = hunksOf(await must('git', ['diff', '-U0', '--no-color', '--no-ext-diff', '--', file], dir));
    if (hunks.length === 0) continue;
    const before = await must('git', ['show', `HEAD:${file}`], dir);
    const explained = new Set<number>();
    const indented = new Set<number>();
    for (const { index, 0: text } of before.matchAll(IMPORT)) {
      const { first, last } = linesOf(before, { start: index, end: index + text.length });
      for (let line = first; line <= last; line++) explained.add(line);
    }
    for (const { span, verdict } of decisions) {
      if (verdict === 'keep') continue;
      const { first, last } = linesOf(before, span);
      for (let line = first; line <= last; line++) {
        if (ALL_LINES.has(verdict) || line === first || line === last) explained.add(line);
        if (MAY_INDENT.has(verdict)) indented.add(line);
      }
    }
    for (const { start, removed, added } of hunks) {
      removed.forEach((text, i) => {
        const line = start + i;
        if (!explained.has(line) && !FOLLOWS.test(text)) complaints.push(`${file}:${line} changed without a decision`);
        const now = removed.length === added.length ? added[i] : undefined;
        if (now !== undefined && now.trim() === text.trim() && !indented.has(line)) complaints.push(`${file}:${line} changed in white space only`);
      });
    }
  }
  return complaints;
}

const linesOf = (text: string, { start, end }: Span): { first: number; last: number } => ({ first: lineOf(text, start).line, last: lineOf(text, Math.max(start, end - 1)).line });

/** The hunks of one file's diff without context. */
function hunksOf(diff: string): Hunk[] {
  return diff
    .split(/^(?=@@ )/m)
    .slice(1)
    .map((text) => {
      const [head = '', ...lines] = text.split('\n');
      const start = Number(/^@@ -(\d+)/.exec(head)?.[1] ?? 0);
      const of = (sign: string): string[] => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
      return { start, removed: of('-'), added: of('+') };
    });
}
