// What of a repository may change, and by which policy: the part of the options that is said in patterns.
import type { PublicApiPolicy } from './plan.ts';

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
