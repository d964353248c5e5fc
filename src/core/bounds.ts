// What bound-concurrency says of one place to the rewriter, and what a bound may be.
import type { FileId, Span } from './source.ts';

/** A package that a change needs, to be added to the package.json of a folder. */
export interface AddedDependency {
  readonly name: string;
  readonly range: string;
  readonly packageDir: FileId;
}

export interface BoundData extends Record<string, unknown> {
  /** How many calls may be under way at a time. */
  readonly concurrency: number;
  /** The function that the calls are of. */
  readonly callback: Span;
  /** TypeScript that becomes CommonJS: its `import` of a CommonJS package has the form `import x = require(…)`. */
  readonly importEquals?: true;
  /** Absent where package.json names the package already. */
  readonly dependency?: AddedDependency;
}

/** What becomes of reads that follow one another. */
export const TOGETHER = 'begun together';

/** Reads that follow one another, to be begun together. */
export interface ReadsData extends Record<string, unknown> {
  readonly reads: readonly { readonly statement: Span; readonly pattern: Span; readonly call: Span }[];
}

/** What becomes of a loop that reads. */
export const READ_AHEAD = 'read ahead';

/** A loop over a list whose reads are begun before their turn. */
export interface AheadData extends Record<string, unknown> {
  readonly concurrency: number;
  readonly ahead: { readonly item: Span; readonly list: Span; readonly call: Span; readonly keepsItem: boolean };
}

/** What becomes of a loop of which that is asked. */
export const TURNS_TOGETHER = 'turns run together';

/** A loop whose turns run together because somebody asks for it. */
export interface TurnsData extends Record<string, unknown> {
  readonly concurrency: number;
  readonly turns: {
    readonly pattern: Span;
    readonly list: Span;
    readonly body: Span;
    readonly isBlock: boolean;
    /** `continue`, which ends a turn. */
    readonly continues: readonly Span[];
    /** All turns are waited for when one fails. */
    readonly settles: boolean;
    /** `f(x)` of `out.push(await f(x))`. */
    readonly pushed?: Span;
  };
}

/** What `16` says; undefined for anything that is no bound. */
export function concurrencyOf(text: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
