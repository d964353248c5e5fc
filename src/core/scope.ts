// What of a repository may change, and by which policy: the part of the options that is said in patterns.
import type { PublicApiPolicy, ReasonCode } from './plan.ts';
import type { FileId } from './source.ts';

/** Patterns as in .gitignore, over paths below the root. Everything is analysed; these say what may be edited. */
export interface Scope {
  /** Only these files may change; all when left out. */
  readonly include?: readonly string[];
  /** These may not. */
  readonly exclude?: readonly string[];
}

/** Another policy for some files; of several that name a file the last one counts. */
export interface PolicyOverride {
  readonly files: readonly string[];
  readonly publicApi: Exclude<PublicApiPolicy, 'dual'>;
}

/** Why a file must stay as it is. */
export interface Fixed {
  readonly code: ReasonCode;
  /** Completes the sentence of the code. */
  readonly to: string;
}

/** The options that depend on the file: whether it may change at all, and what becomes of its public functions. */
export interface Limits {
  readonly fixed: (file: FileId) => Fixed | undefined;
  readonly policy: (file: FileId) => PublicApiPolicy;
  /** The policy for what belongs to no single file: the one that keeps most. */
  readonly strictest: PublicApiPolicy;
}

/** Everything may change, and public functions stay. */
export const KEEP_PUBLIC: Limits = { fixed: () => undefined, policy: () => 'keep', strictest: 'keep' };
