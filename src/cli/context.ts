// What each command is given, and what it gives back.
import type { WrittenFile } from '../api/apply.ts';
import type { Explanation } from '../api/explain.ts';
import type { PatchedFile } from '../api/preview.ts';
import type { CandidateReport } from '../core/candidates.ts';
import type { BenchOffload } from './command-bench-offload.ts';
import type { Finding } from '../core/finding.ts';
import type { MadeCommit } from '../core/git-commit.ts';
import type { FileId } from '../core/source.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { Summary } from '../preview/summary.ts';
import type { CodemodReport } from '../core/codemod.ts';
import type { Verification } from '../core/verification.ts';
import type { Checked } from '../api/check.ts';
import type { Shard } from '../api/part.ts';
import type { Engine } from './engine.ts';
import type { End } from './exit-codes.ts';
import type { Session } from '../write/sessions.ts';
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
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Somebody can answer a question. */
  readonly interactive: boolean;
  /** The command line that comes after this run: `words`, then the options of this run, or only its folder. */
  next(words: readonly string[], repeat?: 'all' | 'root'): string;
  /** The same with other options, and with transforms that are named. */
  with(options: Partial<CommonOptions>, names?: readonly string[]): Promise<Context>;
}

/** How a command ended, with what `--json` shows of it. */
export interface Outcome extends End {
  readonly plan?: MigrationPlan;
  readonly summary?: Summary;
  /** Set when the report is one part of several. */
  readonly shard?: Shard;
  readonly changes?: readonly PatchedFile[];
  readonly session?: string;
  readonly written?: readonly WrittenFile[];
  /** Git commits that were made of what was written. */
  readonly commits?: readonly MadeCommit[];
  /** Why the next one was not made. */
  readonly commitFailure?: string;
  readonly check?: Checked;
  readonly restored?: readonly FileId[];
  readonly verification?: Verification;
  readonly sessions?: { readonly reviews: readonly { readonly id: string; readonly time: string; readonly answers: number }[]; readonly written: readonly Session[] };
  /** What the static checks say a person should look at. */
  readonly review?: readonly Finding[];
  /** What a transform of the user's own said. */
  readonly codemod?: CodemodReport;
  readonly explanations?: readonly Explanation[];
  /** What a CPU profile proposes; its plan is the report's. */
  readonly candidates?: Omit<CandidateReport, 'plan'>;
  readonly benchOffload?: BenchOffload;
}
