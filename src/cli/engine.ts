// What the commands work with: the pipeline, the writer, the question. Tests give their own.
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { Analysis, AnalyseOptions } from '../pipeline.ts';
import type { CommitMeta, Committed } from '../write/commit.ts';
import type { UndoOptions, Undone } from '../write/undo.ts';
import type { Verification } from '../core/verification.ts';
import type { Verified, VerifyOptions } from '../verify/verify.ts';
import type { LoadedConfig } from '../config/load.ts';
import { confirm } from './confirm.ts';
import { transformList } from './transform-list.ts';
import type { TransformInfo } from './transform-list.ts';

export interface Engine {
  /** @param options with `useCache`, what was found out in an earlier run is used if nothing changed since */
  analyse(options: AnalyseOptions & { readonly useCache: boolean }): Promise<Analysis>;
  /** The changes that `plan` stands for, from files whose hashes were found equal. */
  changesForPlan(root: string, plan: MigrationPlan): Promise<readonly FileChange[]>;
  /** The configuration of the repository at `root`, or the one that was named (absolute). @throws ConfigError */
  config(root: string, named: string | undefined): Promise<LoadedConfig>;
  transforms(): Promise<readonly TransformInfo[]>;
  commit(root: string, changes: readonly FileChange[], meta: CommitMeta): Promise<Committed>;
  undo(root: string, session: string | undefined, options: UndoOptions): Promise<Undone>;
  /** Those of `files` that differ from what git has. */
  dirtyFiles(root: string, files: readonly string[]): Promise<readonly string[]>;
  /** Undefined when there is nothing to compare with. */
  verify(options: VerifyOptions): Promise<Verified | undefined>;
  /** A plan that can be made again without some calls, see src/pipeline.ts. */
  planner(options: AnalyseOptions): Promise<(refused: ReadonlyMap<string, string>) => Promise<Analysis>>;
  /** Writes the page that --html asks for. */
  savePage(file: string, verification: Verification): Promise<void>;
  confirm(message: string): Promise<boolean>;
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
  transforms: transformList,
  commit: async (root, changes, meta) => (await import('../write/commit.ts')).commit(root, changes, meta),
  undo: async (root, session, options) => (await import('../write/undo.ts')).undo(root, session, options),
  dirtyFiles: async (root, files) => (await import('../scan/dirty-files.ts')).dirtyFiles(root, files),
  planner: async (options) => (await import('../pipeline.ts')).plannerOf(options),
  verify: async (options) => (await import('../verify/verify.ts')).verifyTree(options),
  savePage: async (file, verification) => (await import('./verification-page.ts')).saveVerificationPage(file, verification),
  confirm,
};
