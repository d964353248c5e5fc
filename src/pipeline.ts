// The stages in order: start reading here.
import { withApis } from './apis/index.ts';
import type { FileChange } from './core/edit.ts';
import type { Finding } from './core/finding.ts';
import type { MigrationPlan, PlanOptions } from './core/plan.ts';
import type { FileId, ScannedRepo } from './core/source.ts';
import type { Place } from './core/typing.ts';
import { readWhatMatters, type Reading, type ReadResult } from './demand/read.ts';
import { buildPlan, rewriteAll } from './plan/build.ts';
import { planChains, THEN_TO_AWAIT } from './propagate/chain-plan.ts';
import { decide } from './propagate/decide.ts';
import { ForeignCode, type ForeignModules } from './propagate/foreign-calls.ts';
import { installedModules } from './scan/installed-modules.ts';
import { limitsOf } from './scan/limits.ts';
import { scan } from './scan/scan.ts';
import { makeChecked } from './verify/checked.ts';
import { PlanCheck, type PlanFindings } from './verify/plan-check.ts';
import { makeTyped, typesBindCalls } from './verify/typed.ts';

export interface AnalyseOptions extends PlanOptions {
  readonly root: string;
  /** How many files are parsed. The plan is the same, but for problems in files that nothing depends on. */
  readonly reading?: Reading;
  /** Why a call is not to be migrated in this run; undefined when it is. The whole program is understood all the same. */
  readonly leftOut?: (place: Place) => string | undefined;
  /** What stands in a file in place of what is on the disk. */
  readonly texts?: ReadonlyMap<FileId, string | Uint8Array>;
  /** What reading or rewriting one file may take of the processor (default: 30 s). More, and the file is named and left out. */
  readonly deadlineMs?: number;
  /** Called as stages go by. */
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

export interface Analysis {
  readonly repo: ScannedRepo;
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  /** What the static checks say a person should look at; what they call a fault is refused. */
  readonly review?: readonly Finding[];
}

/** Scans, understands and plans the repository at `options.root`. Reads only; runs none of its code. */
export const analyse = async (options: AnalyseOptions): Promise<Analysis> => (await plannerOf(options))(new Map());

/**
 * The same up to the plan, which can then be made again and again: without the calls whose migration was seen to change
 * what the program does (key of the place -> evidence).
 */
export async function plannerOf(options: AnalyseOptions): Promise<(verification: ReadonlyMap<string, string>) => Promise<Analysis>> {
  const progress = options.onProgress ?? (() => {});
  const { publicApi, transforms, scope, overrides, apis } = options;
  const said: PlanOptions = { publicApi, transforms, ...(scope && { scope }), ...(overrides?.length && { overrides }), ...(apis?.length && { apis }) };
  const limits = limitsOf(said);
  progress('scan', 0, 1);
  const repo = await scan(options.root, options.texts && { texts: options.texts });
  if (transforms.includes(THEN_TO_AWAIT)) {
    if (transforms.length > 1) throw new Error(`${THEN_TO_AWAIT} together with other transforms is not supported`);
    return async (verification) => {
      const planned = planChains(repo.files, limits, verification, (done) => progress('propagate', done, repo.files.length));
      return { repo, ...rewriteAll(buildPlan(repo, planned, planned.problems, said), repo) };
    };
  }
  // types connect functions and calls that no value flow connects: then every file may matter
  const reading = options.reading ?? ((await typesBindCalls(repo)) ? 'everything' : 'auto');
  let program = await withApis(apis, () => understand(repo, options, reading));
  const planned = async (understood: Understood, given: ReadonlyMap<string, string>): Promise<Analysis> => {
    const { linked, problems, foreign } = understood;
    const check = new PlanCheck(repo, understood);
    const { plan, changes, review } = await makeChecked(check, given, async (verification) => {
      progress('propagate', 0, 1);
      const made = await makeTyped(repo, linked.importersOf, (types) => {
        const decided = decide(linked, repo, { publicApi, limits, transform: 'sync-to-await', foreign, verification, ...(options.leftOut && { leftOut: options.leftOut }), ...types });
        progress('rewrite', 0, 1);
        return rewriteAll(buildPlan(repo, decided, problems, said), repo, { ...(options.deadlineMs !== undefined && { deadlineMs: options.deadlineMs }) });
      });
      progress('check', 0, 1);
      return made;
    });
    return { repo, plan, changes, ...(review.length > 0 && { review }) };
  };
  return (verification) => withApis(apis, async () => {
    const analysis = await planned(program, verification);
    // the name of a second version must be free in every file
    if (!program.mentionsUnread(twinNames(analysis.plan))) return analysis;
    program = await understand(repo, options, 'everything');
    return planned(program, verification);
  });
}

interface Understood extends ReadResult {
  readonly foreign: ForeignModules;
}

async function understand(repo: ScannedRepo, options: AnalyseOptions, reading: Reading): Promise<Understood> {
  const { policy } = limitsOf(options);
  const read = await readWhatMatters(repo, { reading, publicIsSeen: (file) => policy(file) === 'break', deadlineMs: options.deadlineMs, onProgress: options.onProgress ?? (() => {}) });
  const { names, specifiers } = new ForeignCode(repo).questions(read.linked);
  return { ...read, foreign: await installedModules(repo.root, names, specifiers) };
}

/** Names that second versions of functions get. */
function twinNames({ files }: MigrationPlan): Set<string> {
  const twins = Object.values(files).flatMap(({ decisions }) => decisions.filter(({ verdict }) => verdict === 'twin'));
  return new Set(twins.flatMap(({ data }) => [...((data?.['names'] ?? []) as { text?: string }[]).map(({ text }) => text), data?.['twin'] as string | undefined]).filter((name) => name !== undefined));
}

/** The changes that `plan` stands for, from the files under `root` as they are now. */
export async function changesForPlan(root: string, plan: MigrationPlan): Promise<readonly FileChange[]> {
  const repo = await scan(root);
  return withApis(plan.options.apis, () => rewriteAll(plan, repo).changes);
}

/** What the static checks find in the tree that `changes` would make of the files under `root`. */
export async function findingsForPlan(root: string, plan: MigrationPlan, changes: readonly FileChange[]): Promise<PlanFindings> {
  const repo = await scan(root);
  return withApis(plan.options.apis, async () => new PlanCheck(repo, await understand(repo, { root, ...plan.options }, (await typesBindCalls(repo)) ? 'everything' : 'auto')).of(plan, changes));
}
