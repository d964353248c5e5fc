// Explanations as data: the steps from a decision to the axiom it rests on, and how a person overrules it.
import type { ReasonCode } from './plan.ts';
import type { FileId } from './source.ts';

/** A place to go to: file and 1-based line. */
export interface Place {
  readonly file: FileId;
  readonly line: number;
}

/** One line of a provenance chain: `subject` stands in `relation` to `object`. The last step of a chain is an axiom. */
export interface ExplainStep {
  readonly relation:
    /** the function `subject` calls the API `object`, whose twin is `target` (axiom) */
    | 'calls-api'
    /** `subject` is the API itself, whose twin is `target` (axiom) */
    | 'maps-to'
    /** the function `subject` awaits a call of `object` */
    | 'awaits'
    /** the type `subject` follows `object` */
    | 'follows'
    /** `subject` and `object` are bound to the same contract (override, interface) */
    | 'same-contract'
    /** `subject` stays because its caller or callee `object` stays */
    | 'caller-refused'
    /** an obstacle of kind `code`, told by `object` (axiom) */
    | 'hazard'
    /** the user's own transform `object` made `subject` (axiom) */
    | 'codemod'
    /** the promise of `subject` is not waited for: `object` says what becomes of it (axiom) */
    | 'missing-await'
    /** `subject` runs in a worker thread: `object` says who asked for it (axiom) */
    | 'offload'
    /** `subject` cannot wait, and blocks for `object`, which becomes async */
    | 'bridged'
    /** a comment `object` in the source says so (axiom) */
    | 'directive';
  readonly subject: string;
  readonly object: string;
  readonly at: Place;
  /** The twin, for `calls-api` and `maps-to`. */
  readonly target?: string;
  /** The reason code, for `hazard`. */
  readonly code?: ReasonCode;
  /** Ids of the decisions this step stands for. */
  readonly decisions: readonly string[];
}

/** How a person overrules a decision. */
export type Overrule =
  /** a comment with `directive` above `above`, which undoes `spares` changes, or brings one */
  | { readonly kind: 'directive'; readonly directive: 'keep-sync' | 'ignore-next-line' | 'no-timeout' | 'timeout 10s' | 'concurrency 16'; readonly above: Place; readonly spares: number }
  /** another value of --public-api */
  | { readonly kind: 'public-api' }
  /** take the comment at `at` away */
  | { readonly kind: 'remove-directive'; readonly text: string; readonly at: Place }
  /** change the code at `at` */
  | { readonly kind: 'change-code'; readonly at: Place };
