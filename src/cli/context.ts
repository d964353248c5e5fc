// What each command is given, and what it gives back.
import type { FileId, Span } from '../core/source.ts';
import type { Decision, MigrationPlan } from '../core/plan.ts';
import type { Summary } from '../preview/summary.ts';
import type { ExplainStep, Overrule } from '../core/explain.ts';
import type { CodemodReport } from '../core/codemod.ts';
import type { Verification } from '../core/verification.ts';
import type { Engine } from './engine.ts';
import type { End } from './exit-codes.ts';
import type { CommonOptions } from './program.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';
import type { SignalWatch } from './signals.ts';
import type { Targets } from './targets.ts';
import type { Terminal } from './terminal.ts';

export interface Context {
  readonly engine: Engine;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signals: SignalWatch;
  readonly options: CommonOptions;
  readonly targets: Targets;
  /** What the command line and the configuration say together. */
  readonly settings: Settings;
  readonly cwd: string;
  /** Somebody can answer a question. */
  readonly interactive: boolean;
  /** The command line that comes after this run: `words`, then the options of this run, or only its folder. */
  next(words: readonly string[], repeat?: 'all' | 'root'): string;
}

/** One file of the preview; `patch` is text for `git apply`, in the file's own encoding. */
export interface PatchedFile {
  readonly file: FileId;
  readonly encoding: 'utf8' | 'latin1' | undefined;
  readonly patch: string;
}

/** A file that was written, with the migrated sites in it and where they are now (UTF-16 offset in the new text). Twinned ones stay where they were. */
export interface WrittenFile {
  readonly file: FileId;
  readonly sites: readonly { readonly span: Span; readonly outputStart: number; readonly api: string; readonly outcome: 'migrated' }[];
}

/** How a command ended, with what `--json` shows of it. */
export interface Outcome extends End {
  readonly plan?: MigrationPlan;
  readonly summary?: Summary;
  readonly changes?: readonly PatchedFile[];
  readonly session?: string;
  readonly written?: readonly WrittenFile[];
  readonly restored?: readonly FileId[];
  readonly verification?: Verification;
  /** What a transform of the user's own said. */
  readonly codemod?: CodemodReport;
  readonly explanations?: readonly { readonly decision: Decision; readonly steps: readonly ExplainStep[]; readonly overrule: Overrule | undefined }[];
}
