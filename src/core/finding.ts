// What a check of a migrated tree can say: one finding with its place and what is at stake there.
import type { FileId } from './source.ts';

/** Which check speaks. */
export type CheckCode =
  | 'does-not-parse'
  | 'stray-await'
  | 'floating-promise'
  | 'promise-as-value'
  | 'promise-as-argument'
  | 'promise-stored'
  | 'promise-in-try'
  | 'promises-not-gathered'
  | 'async-callback'
  | 'async-constructor'
  | 'implicit-call'
  | 'async-without-await'
  | 'needless-await'
  | 'promise-constructor'
  | 'hand-made-promisify'
  | 'may-not-be-awaited'
  | 'docs-call'
  | 'exports'
  | 'type-error'
  | 'exported-promise'
  | 'check-then-act'
  | 'race'
  | 'inlined-read'
  | 'host-loaded';

/** `fault`: the program is another one. `review`: nobody can tell from the text alone; a person should look. */
export type FindingLevel = 'fault' | 'review';

export interface Finding {
  readonly code: CheckCode;
  readonly level: FindingLevel;
  readonly file: FileId;
  /** 1-based, in the migrated text. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The line of code. */
  readonly excerpt: string;
  /** More about it, one line each: two orders of events side by side. */
  readonly details?: readonly string[];
}
