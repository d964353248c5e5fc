// What the commands work with: the pipeline, the writer, the question. Tests give their own.
import type { CodemodOptions, CodemodRun } from '../codemod/run-codemod.ts';
import type { CandidateRequest } from '../api/candidates.ts';
import type { CandidateReport } from '../core/candidates.ts';
import type { OffloadGate } from '../core/offload.ts';
import type { FileChange } from '../core/edit.ts';
import type { CommitObstacle, PlannedCommit } from '../core/git-commit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import type { Tooling } from '../scan/tooling.ts';
import type { Analysis, AnalyseOptions, Gate } from '../pipeline.ts';
import type { CommitMeta, Committed } from '../write/commit.ts';
import type { Recorded } from '../write/git.ts';
import type { recover } from '../write/recover.ts';
import type { UndoOptions, Undone } from '../write/undo.ts';
import type { Verification } from '../core/verification.ts';
import type { PlanFindings } from '../verify/plan-check.ts';
import type { VerifiedPlan, VerifyPlanOptions } from '../verify/verify-plan.ts';
import type { Verified, VerifyOptions } from '../verify/verify.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { ReviewLog, SavedReview } from '../write/reviews.ts';
import type { Session } from '../write/sessions.ts';
import { readStdin } from './stdin.ts';
import { realPrompts, type Prompts } from './prompts.ts';
import { transformList } from './transform-list.ts';
import type { TransformInfo } from './transform-list.ts';

export interface Engine {
  /** @param options with `useCache`, what was found out in an earlier run is used if nothing changed since */
  analyse(options: AnalyseOptions & { readonly useCache?: boolean }): Promise<Analysis>;
  /** The changes that `plan` stands for, from files whose hashes were found equal. */
  changesForPlan(root: string, plan: MigrationPlan): Promise<readonly FileChange[]>;
  /** The configuration of the repository at `root`, or the one that was named (absolute). @throws ConfigError */
  config(root: string, named: string | undefined): Promise<LoadedConfig>;
  /** What the gates find in the tree that `changes` would make. */
  findingsForPlan(root: string, plan: MigrationPlan, changes: readonly FileChange[]): Promise<PlanFindings>;
  /** The gates, for parts of a plan; `repo` is what was read of the root, when it was. */
  gate(root: string, repo?: ScannedRepo): Promise<Gate>;
  transforms(): Promise<readonly TransformInfo[]>;
  commit(root: string, changes: readonly FileChange[], meta: CommitMeta): Promise<Committed>;
  /** These two as in src/write/git.ts. */
  commitObstacle(root: string): Promise<CommitObstacle | undefined>;
  commitToGit(root: string, session: string, commits: readonly PlannedCommit[]): Promise<Recorded>;
  /** Settles what was cut off. */
  recover(root: string): ReturnType<typeof recover>;
  undo(root: string, session: string | undefined, options: UndoOptions): Promise<Undone>;
  /** Those of `files` that differ from what git has. */
  dirtyFiles(root: string, files: readonly string[]): Promise<readonly string[]>;
  /** Undefined when there is nothing to compare with. */
  verify(options: VerifyOptions): Promise<Verified | undefined>;
  /** Runs what a plan would make, in a copy. */
  verifyPlan(options: VerifyPlanOptions): Promise<VerifiedPlan>;
  /** A plan that can be made again without some calls, see src/pipeline.ts. */
  planner(options: AnalyseOptions): Promise<(refused: ReadonlyMap<string, string>) => Promise<Analysis>>;
  /** Writes the page that --html asks for. */
  savePage(file: string, verification: Verification): Promise<void>;
  /** Runs a transform of the user's own; writes nothing. */
  codemod(options: CodemodOptions): Promise<CodemodRun>;
  /** Functions that hold the event loop, as a CPU profile has it. */
  candidates(request: CandidateRequest): Promise<CandidateReport>;
  /** What a profile says of calls that may not be worth a worker. */
  offloadGate(root: string, profile: string, called: string): Promise<OffloadGate>;
  /** Runs code of the repository when a function is asked for. */
  measureRoundTrip: typeof import('../measure/round-trip.ts').measureRoundTrip;
  confirm(message: string): Promise<boolean>;
  /** All that is on stdin. */
  stdin(): Promise<Uint8Array>;
  /** Writes a file that a person named; `option` is what named it. */
  saveNamedFile(file: string, content: string | Uint8Array, option: string): Promise<void>;
  readonly prompts: Prompts;
  /** What the repository is made with. */
  tooling(repo: ScannedRepo): Promise<Tooling>;
  /** These five as in src/write. */
  sessions(root: string): Promise<readonly Session[]>;
  savedReviews(root: string): Promise<readonly SavedReview[]>;
  duringReview<T>(root: string, note: (text: string) => void, work: () => Promise<T>): Promise<T>;
  openReview(root: string, about: unknown, again?: Pick<SavedReview, 'id' | 'time' | 'answers'>): Promise<ReviewLog>;
  removeReview(root: string, id: string): Promise<void>;
}

/** What is needed of src/pipeline.ts. */
type Pipeline = typeof import('../pipeline.ts') & Pick<Engine, 'changesForPlan'>;

/** The real thing. Each part is loaded when it is used: `--version` and mistakes in the command line answer at once. */
export const realEngine: Engine = {
  analyse: async ({ useCache, ...options }) => {
    const analyse = async (): Promise<Analysis> => (await import('../pipeline.ts')).analyse(options);
    if (!useCache) return analyse();
    const { root, onProgress: _, ...asked } = options;
    return (await import('../cache/cached-analysis.ts')).cachedAnalysis({ root, options: asked }, analyse);
  },
  changesForPlan: async (root, plan) => ((await import('../pipeline.ts')) as Pipeline).changesForPlan(root, plan),
  config: async (root, named) => (await import('../config/load.ts')).loadConfig(root, named),
  findingsForPlan: async (root, plan, changes) => (await import('../pipeline.ts')).findingsForPlan(root, plan, changes),
  gate: async (root, repo) => {
    const [{ gateOf }, { scan }] = await Promise.all([import('../pipeline.ts'), import('../scan/scan.ts')]);
    return gateOf(repo ?? (await scan(root)));
  },
  transforms: transformList,
  commit: async (root, changes, meta) => (await import('../write/commit.ts')).commit(root, changes, meta),
  commitObstacle: async (root) => (await import('../write/git.ts')).commitObstacle(root),
  commitToGit: async (root, session, commits) => (await import('../write/git.ts')).commitToGit(root, session, commits),
  recover: async (root) => (await import('../write/recover.ts')).recover(root),
  undo: async (root, session, options) => (await import('../api/undo.ts')).undo(root, session, options),
  dirtyFiles: async (root, files) => (await import('../scan/dirty-files.ts')).dirtyFiles(root, files),
  planner: async (options) => (await import('../pipeline.ts')).plannerOf(options),
  verify: async (options) => (await import('../api/verify.ts')).verify(options),
  verifyPlan: async (options) => (await import('../verify/verify-plan.ts')).verifyPlan(options),
  savePage: async (file, verification) => (await import('./verification-page.ts')).saveVerificationPage(file, verification),
  codemod: async (options) => (await import('../codemod/run-codemod.ts')).runCodemod(options),
  candidates: async (request) => (await import('../api/candidates.ts')).candidates(realEngine, request),
  offloadGate: async (...asked) => (await import('../api/candidates.ts')).gateFrom(...asked),
  measureRoundTrip: async (...asked) => (await import('../measure/round-trip.ts')).measureRoundTrip(...asked),
  confirm: (message) => realPrompts.confirm(message, false),
  stdin: readStdin,
  saveNamedFile: async (file, content, option) => (await import('./named-file.ts')).saveNamedFile(file, content, option),
  prompts: realPrompts,
  tooling: async (repo) => (await import('../scan/tooling.ts')).toolingOf(repo),
  sessions: async (root) => (await import('../write/sessions.ts')).sessions(root),
  savedReviews: async (root) => (await import('../write/reviews.ts')).savedReviews(root),
  duringReview: async (root, note, work) => (await import('../write/reviews.ts')).duringReview(root, note, work),
  openReview: async (root, about, again) => (await import('../write/reviews.ts')).openReview(root, about, again),
  removeReview: async (root, id) => (await import('../write/reviews.ts')).removeReview(root, id),
};
