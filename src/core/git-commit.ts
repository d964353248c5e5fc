// What is recorded in git after a write, when somebody asks for it.
import type { FileId } from './source.ts';

/** How many commits a write becomes. A unit is what has to be carried out together (src/preview/units.ts). */
export type CommitStyle = 'none' | 'per-transform' | 'per-unit';

/** A commit to be made: these files, whole, as they are in the work tree. */
export interface PlannedCommit {
  /** One line. */
  readonly subject: string;
  readonly body: string;
  readonly files: readonly FileId[];
}

/** A commit that was made. */
export interface MadeCommit {
  readonly hash: string;
  readonly subject: string;
  readonly files: readonly FileId[];
}

/** Why no commit can be made here: the command line does not fit, or the state of the repository does not. */
export interface CommitObstacle {
  readonly kind: 'usage' | 'refused';
  readonly message: string;
}
