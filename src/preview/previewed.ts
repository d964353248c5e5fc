// What the machine-readable views and the page are made from: one plan with its changes, and the texts it was made for.
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { FileId, SourceFile } from '../core/source.ts';
import type { Summary } from './summary.ts';
import type { Explainer } from './why.ts';

/** What is known of a transform or of a reason code. */
export interface RuleText {
  readonly id: string;
  /** One sentence. */
  readonly what: string;
  /** What a person can do. */
  readonly todo: string;
}

/** The sentence of a rule without anything that it could be about in particular. */
export function generally(what: string): string {
  const text = what
    .replace(/(?:, and|:) \{to\}$| \(\{to\}\)/g, '')
    .replaceAll('.{to}()', 'an array method')
    .replaceAll('{to}', 'something else')
    .replaceAll('{name}', 'the function');
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

export interface Previewed {
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  readonly summary: Summary;
  readonly explainer: Explainer;
  /** The files as they were analysed. */
  readonly sources: ReadonlyMap<FileId, SourceFile>;
  /** The transforms, then the reason codes. */
  readonly rules: readonly RuleText[];
  /** Of unblock. */
  readonly version: string;
}
