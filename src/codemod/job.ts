// What passes between the runner and the process that holds the transform: plain data.
import type { Dialect, FileId, ModuleKind } from '../core/source.ts';

/** The parsers that jscodeshift knows by name. */
export const PARSERS = ['babel', 'babylon', 'flow', 'ts', 'tsx'] as const;
export type ParserName = (typeof PARSERS)[number];

/** The transform and how it is to be called; the same in every job of a run. */
export interface TransformCall {
  /** Absolute path. */
  readonly file: string;
  /** What the person asked for; the transform's own `parser` goes before it. */
  readonly parser: ParserName | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** One file, or nothing: then the transform is only loaded. */
export interface Job {
  readonly call: TransformCall;
  readonly source?: { readonly id: FileId; readonly text: string; readonly dialect: Dialect; readonly moduleKind: ModuleKind };
}

export interface Answer {
  readonly outcome:
    | { readonly kind: 'loaded' }
    /** the file that the transform is in cannot be used */
    | { readonly kind: 'not-loaded'; readonly message: string }
    /** null: the transform has nothing to say about this file */
    | { readonly kind: 'text'; readonly text: string | null }
    /** the input, which was not handed over, or the output, which is not taken */
    | { readonly kind: 'does-not-parse'; readonly which: 'input' | 'output'; readonly message: string; readonly line: number }
    | { readonly kind: 'threw'; readonly message: string };
  readonly reports: readonly string[];
  readonly stats: Readonly<Record<string, number>>;
}
