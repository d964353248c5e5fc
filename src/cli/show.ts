// The preview on stdout: diffs with their reasons, refusals, summary; and the same as data for --json.
import type { FileChange } from '../core/edit.ts';
import type { Finding } from '../core/finding.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { patchOf } from '../preview/patch.ts';
import { refusalLines } from '../preview/refusals.ts';
import { summaryLines } from '../preview/summary.ts';
import type { Summary } from '../preview/summary.ts';
import { reviewLines } from '../preview/verification.ts';
import { terminalDiff } from '../preview/terminal-diff.ts';
import type { Explainer } from '../preview/why.ts';
import type { PatchedFile } from '../api/preview.ts';
import type { Context } from './context.ts';

/** What there is to show. */
export interface Shown {
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  readonly explainer: Explainer;
  readonly summary: Summary;
  /** What the static checks say a person should look at. */
  readonly review?: readonly Finding[];
}

/** Each changed file as a diff with its reasons. */
export function showDiffs({ terminal, options }: Context, { changes, explainer }: Shown): void {
  if (options.json) return;
  for (const change of changes) terminal.say(terminalDiff(change, explainer, { ...terminal.look, verbose: options.verbose }));
}

/** What to look at, what stays and why, then the sum. */
export function showSummary({ terminal, options }: Context, { plan, summary, review = [] }: Shown, written = false): void {
  terminal.say(reviewLines(review, terminal.look, options.verbose));
  terminal.say(refusalLines(plan, terminal.look));
  terminal.say(summaryLines(summary, plan, terminal.look, written));
}

/** The patches for --json; nothing is built without it. */
export function patches({ options }: Context, changes: readonly FileChange[], repo?: ScannedRepo): readonly PatchedFile[] | undefined {
  if (!options.json) return undefined;
  const encodings = new Map(repo?.files.map(({ id, encoding }) => [id, encoding]));
  return changes.map((change) => ({ file: change.file, encoding: encodings.get(change.file), patch: patchOf(change) }));
}
