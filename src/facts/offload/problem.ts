// Why code cannot run in a worker thread, and where it says so.
import type { ReasonCode } from '../../core/plan.ts';
import type { Span } from '../../core/source.ts';
import type { ImportedName } from './imported-names.ts';

export interface OffloadProblem {
  readonly code: ReasonCode;
  /** What it is about, in words. */
  readonly to: string;
  readonly at: number;
}

/** What a piece of code uses beyond itself, as far as one file tells. */
export interface OutsideUse {
  /** Functions and classes of the file's top level that it mentions. */
  readonly functions: readonly Span[];
  /** Calls of which it must be known what they call. `data`: of a method that plain data has, too. */
  readonly calls: readonly { readonly span: Span; readonly data: boolean; readonly text: string }[];
  readonly problems: readonly OffloadProblem[];
  /** What it reads of other modules, besides calling their functions. */
  readonly reads: readonly ImportRead[];
  /** Names under which objects of the file that it reads are exported: others must not change them. */
  readonly shared: readonly { readonly name: string; readonly at: number }[];
}

export interface ImportRead extends ImportedName {
  readonly at: number;
  readonly text: string;
  /** How: as a whole value, or in a way that leaves an object of values as it is. */
  readonly use: 'value' | 'read';
}
