// What a person must look at: races that guard-races found and cannot guard, with the two orders of events that differ.
import type { FileChange } from '../core/edit.ts';
import type { Finding } from '../core/finding.ts';
import { sideBySide, type Interleavings } from '../core/guards.ts';
import type { MigrationPlan } from '../core/plan.ts';
import { lineOf, type ScannedRepo } from '../core/source.ts';

/** Races that a person has to judge; places are those in the new text. */
export function raceFindings(plan: MigrationPlan, changes: readonly FileChange[], { files }: Pick<ScannedRepo, 'files'>): Finding[] {
  const found: Finding[] = [];
  for (const [file, { decisions }] of Object.entries(plan.files)) {
    const open = decisions.filter(({ verdict, cause, data }) => verdict === 'keep' && data?.['interleavings'] !== undefined && cause.kind === 'hazard' && cause.code.startsWith('race-') && cause.code !== 'race-alone');
    if (open.length === 0) continue;
    const change = changes.find((each) => each.file === file);
    const text = change?.after ?? files.find(({ id }) => id === file)?.text ?? '';
    for (const { span, cause, data } of open) {
      const at = change ? offsetAfter(change, span.start) : span.start;
      const { line, column } = lineOf(text, at);
      const message = 'message' in cause ? cause.message.replace(/^needs review: /, '') : '';
      found.push({ code: 'race', level: 'review', file, line, column, message, excerpt: (text.split('\n')[line - 1] ?? '').trim(), details: sideBySide(data!['interleavings'] as Interleavings) });
    }
  }
  return found;
}

/** Where what stands at `offset` stands after a change. */
function offsetAfter({ groups }: FileChange, offset: number): number {
  const before = groups.flatMap(({ edits }) => edits).filter(({ span }) => span.end < offset || (span.end === offset && span.start < offset));
  return offset + before.reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), 0);
}
