// What a run of the user's own jscodeshift transform comes to, beside the changes.
import type { FileId } from './source.ts';

/** A line that the transform gave to `api.report`. */
export interface CodemodMessage {
  readonly file: FileId;
  readonly message: string;
}

/** Everything a run of a transform says; part of `--json`. */
export interface CodemodReport {
  /** Path of the transform as it was given. */
  readonly transform: string;
  /** Files by what the transform did with them: gave a new text, the same text, none; or could not do. */
  readonly files: { readonly changed: number; readonly unchanged: number; readonly skipped: number; readonly failed: number };
  /** What was given to `api.report`, in the order of the files. */
  readonly reports: readonly CodemodMessage[];
  /** What was counted with `api.stats`, by name. */
  readonly stats: Readonly<Record<string, number>>;
}
