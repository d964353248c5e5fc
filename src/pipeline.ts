// The stages in order: start reading here.
import { withApis } from './apis/index.ts';
import type { FileChange } from './core/edit.ts';
import type { Finding } from './core/finding.ts';
import type { MissingAwait } from './core/missing-await.ts';
import type { MigrationPlan, PlanOptions } from './core/plan.ts';
import type { Limits } from './core/scope.ts';
import type { FileId, ScannedRepo } from './core/source.ts';
import type { Place, Typing } from './core/typing.ts';
import { readWhatMatters, type Reading, type ReadResult } from './demand/read.ts';
import { buildPlan, rewriteAll } from './plan/build.ts';
import { raceFindings } from './plan/race-findings.ts';
import { passesPlanner } from './plan/run-passes.ts';
import { BOUND_CONCURRENCY, planBounds } from './propagate/bounds/plan-bounds.ts';
import { ASYNC_LIB_TO_AWAIT, CALLBACK_TO_AWAIT, planCallbacks } from './propagate/callback-plan.ts';
import { ADD_CANCELLATION, planCancellation } from './propagate/cancel/plan.ts';
import { planChains, THEN_TO_AWAIT } from './propagate/chain-plan.ts';
import { COROUTINE_TO_ASYNC, planCoroutines } from './propagate/coroutine-plan.ts';
import { ADD_TIMEOUTS, planDeadlines } from './propagate/deadline-plan.ts';
import { decide, type Decided } from './propagate/decide.ts';
import { HTTP_TO_FETCH, planFetches } from './propagate/fetch-plan.ts';
import { OFFLOAD_TO_WORKER } from './propagate/offload/seeds.ts';
import { GUARD_RACES, planGuards } from './propagate/guards/plan-guards.ts';
import type { FilePlan, FilePlanOptions } from './propagate/file-by-file.ts';
import { planGroups, STRUCTURED_CONCURRENCY } from './propagate/groups/plan.ts';
import { GRACEFUL_SHUTDOWN, planShutdown } from './propagate/shutdown/plan.ts';
import { MISSING_AWAIT } from './propagate/missing-await.ts';
import { planStreams, STREAMS_TO_AWAIT } from './propagate/stream-plan.ts';
import { TIMERS_TO_PROMISES, WaitingFiles } from './propagate/waits/seeds.ts';
import { ForeignCode, type ForeignModules } from './propagate/foreign-calls.ts';
import { installedModules } from './scan/installed-modules.ts';
import { stage } from './isolate/stage.ts';
import { limitsOf } from './scan/limits.ts';
import { scan } from './scan/scan.ts';
import { makeChecked } from './verify/checked.ts';
import { missingAwaits } from './verify/missing/find.ts';
import { PartGate } from './verify/part-gate.ts';
import { PlanCheck, type PlanFindings } from './verify/plan-check.ts';
import { ParsedFiles } from './verify/static/parsed.ts';
import { treeOf } from './verify/static/tree.ts';
import { makeTyped, typesBindCalls, type Made, type TypedOptions } from './verify/typed.ts';

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
  /** What one stage of the whole program may take of the clock (default: 30 minutes). More, and there is no plan. */
  readonly stageMs?: number;
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

/** A plan that can be made again and again: without the calls whose migration was seen to change what the program does (key of the place -> evidence). */
type Planner = (verification: ReadonlyMap<string, string>) => Promise<Analysis>;

const SYNC_TO_AWAIT = 'sync-to-await';

/** What transforms do to a repository. Those of one pass are planned together. */
interface PassKind {
  readonly transforms: readonly string[];
  readonly planner: (repo: ScannedRepo, options: AnalyseOptions) => Promise<Planner>;
}

const SYNCHRONOUS: PassKind = { transforms: [SYNC_TO_AWAIT], planner: (repo, options) => programPlanner(repo, options, options.bridge?.length ? 'everything' : options.reading, decider(SYNC_TO_AWAIT)) };

/** Several passes follow each other in this order: functions that became async let more calls go. */
const PASSES: readonly PassKind[] = [
  // a promise may be given anywhere
  { transforms: [MISSING_AWAIT], planner: (repo, options) => programPlanner(repo, options, 'everything', unawaited) },
  { transforms: [COROUTINE_TO_ASYNC], planner: (repo, options) => filePlanner(repo, options, (limits, given) => planCoroutines(repo.files, limits, given)) },
  { transforms: [HTTP_TO_FETCH], planner: (repo, options) => filePlanner(repo, options, (limits, given) => planFetches(repo, limits, given), true) },
  // callbacks of both kinds stand in one another; who calls a function that takes one can be anywhere
  { transforms: [ASYNC_LIB_TO_AWAIT, CALLBACK_TO_AWAIT], planner: (repo, options) => programPlanner(repo, options, 'everything', callbacks) },
  { transforms: [THEN_TO_AWAIT], planner: (repo, options) => filePlanner(repo, options, (limits, given) => planChains(repo.files, limits, given)) },
  { transforms: [STREAMS_TO_AWAIT], planner: (repo, options) => filePlanner(repo, options, (limits, given) => planStreams(repo, limits, given), true) },
  // before what runs programs: `sleep 1` needs none
  { transforms: [TIMERS_TO_PROMISES], planner: (repo, options) => (new WaitingFiles(repo).any ? programPlanner(repo, options, 'everything', decider(TIMERS_TO_PROMISES)) : filePlanner(repo, options, () => ({ decisions: [], sites: [], problems: [], notes: [] }))) },
  SYNCHRONOUS,
  // what became two steps was one before
  { transforms: [GUARD_RACES], planner: (repo, options) => programPlanner(repo, options, 'everything', guarded) },
  // before deadlines, which join the signals that they find
  { transforms: [ADD_CANCELLATION], planner: (repo, options) => programPlanner(repo, options, 'everything', cancelled) },
  // joins signals that it finds, as deadlines do
  { transforms: [STRUCTURED_CONCURRENCY], planner: (repo, options) => programPlanner(repo, options, 'everything', structured) },
  // what became an await can take for ever
  { transforms: [ADD_TIMEOUTS], planner: (repo, options) => filePlanner(repo, options, (limits, given) => planDeadlines(repo, limits, { ...given, policy: options.timeouts ?? { values: {} } }), true) },
  // behind those that read callbacks where they stand
  { transforms: [BOUND_CONCURRENCY], planner: (repo, options) => programPlanner(repo, options, 'everything', bounded) },
  { transforms: [GRACEFUL_SHUTDOWN], planner: (repo, options) => programPlanner(repo, options, 'everything', closed) },
  // last: no other pass would know the files that it adds
  { transforms: [OFFLOAD_TO_WORKER], planner: (repo, options) => programPlanner(repo, options, 'everything', offloaded) },
];

/** The same up to the plan, which can then be made again and again. */
export async function plannerOf(options: AnalyseOptions): Promise<Planner> {
  const planner = await plannerOfAll(options);
  return async (verification) => {
    const analysis = await planner(verification);
    const races = raceFindings(analysis.plan, analysis.changes, analysis.repo);
    return races.length === 0 ? analysis : { ...analysis, review: [...(analysis.review ?? []), ...races] };
  };
}

async function plannerOfAll(options: AnalyseOptions): Promise<Planner> {
  options.onProgress?.('scan', 0, 1);
  const repo = await scan(options.root, options.texts && { texts: options.texts });
  const asked = PASSES.map((pass) => ({ ...pass, transforms: pass.transforms.filter((name) => options.transforms.includes(name)) })).filter(({ transforms }) => transforms.length > 0);
  if (asked.length < 2) return (asked[0] ?? SYNCHRONOUS).planner(repo, options);
  const { leftOut } = options;
  const runs = asked.map(({ transforms, planner }) => ({
    transforms,
    planner: (texts: ScannedRepo, original: (place: Place) => Place) => planner(texts, { ...options, transforms, ...(leftOut && { leftOut: (place: Place) => leftOut(original(place)) }) }),
  }));
  const planner = passesPlanner(repo, runs, saidIn(options));
  const check = checkOf(repo, await withApis(options.apis, () => understand(repo, options)), options);
  return async (verification) => {
    const { plan, changes, review } = await withApis(options.apis, () => makeChecked(check, verification, planner));
    return { repo, plan, changes, ...(review.length > 0 && { review }) };
  };
}

/** What a plan says of the options it was made with. */
const saidIn = ({ publicApi, transforms, scope, overrides, apis, timeouts, offload, offloadGate, cancel, shutdown, bridge, concurrency }: AnalyseOptions): PlanOptions => ({
  publicApi, transforms, ...(scope && { scope }), ...(overrides?.length && { overrides }), ...(apis?.length && { apis }), ...(timeouts && { timeouts }), ...(offload?.length && { offload }), ...(offloadGate && { offloadGate }),
  ...(cancel?.length && { cancel }), ...(shutdown?.length && { shutdown }), ...(bridge?.length && { bridge }), ...(concurrency !== undefined && { concurrency }),
});

/** Decides about all files, each by itself. */
type DecideFiles = (limits: Limits, given: FilePlanOptions) => FilePlan;

/** The planner of a transform that decides file by file. @param isTyped its plan is made again without what brings a type error */
async function filePlanner(repo: ScannedRepo, options: AnalyseOptions, decideAll: DecideFiles, isTyped = false): Promise<Planner> {
  const { onProgress: progress = () => {}, deadlineMs, stageMs, leftOut } = options;
  const said = saidIn(options);
  const limits = limitsOf(said, repo.testData);
  return async (verification) => {
    const make = (refused: ReadonlyMap<string, string>): Made => {
      const planned = decideAll(limits, { verification, leftOut, refused, deadlineMs, onFile: (done) => progress('propagate', done, repo.files.length) });
      return rewriteAll(buildPlan(repo, planned, planned.problems, said), repo, { ...(deadlineMs !== undefined && { deadlineMs }) });
    };
    return { repo, ...(isTyped ? await makeTyped(repo, new Map(), ({ refused }) => make(refused), stageMs) : make(new Map())) };
  };
}

/** What is known when a plan for the whole program is made, once more perhaps. */
interface Deciding extends TypedOptions {
  readonly verification: ReadonlyMap<string, string>;
  readonly leftOut?: (place: Place) => string | undefined;
}

/** What the user asked for: the options, and what follows from them for each file. */
interface Asked {
  readonly said: PlanOptions;
  readonly limits: Limits;
}

/** How a transform decides, in a repository that was understood. */
type DecideWith = (repo: ScannedRepo, understood: Understood, asked: Asked) => (deciding: Deciding) => Decided;

/** @param missing promises that nobody waits for, where changes begin with them */
const decider = (transform: string, missing?: (typing: Typing | undefined) => readonly MissingAwait[]): DecideWith => (repo, { program, foreign }, { said, limits }) => (deciding) =>
  decide(program.linked, repo, { publicApi: said.publicApi, limits, transform, foreign, ...(said.bridge && { bridge: said.bridge }), ...(missing && { missing: missing(deciding.typing) }), ...deciding });

/** Promises that nobody waits for. */
const unawaitedIn = (repo: ScannedRepo, { facts, program }: Understood, typing: Typing | undefined): readonly MissingAwait[] =>
  missingAwaits(treeOf(repo, ParsedFiles.with(repo, facts), () => program.linked), typing);

const unawaited: DecideWith = (repo, understood, asked) => {
  // once: what types say later is meant for propagation alone
  let found: readonly MissingAwait[] | undefined;
  const missing = (typing: Typing | undefined): readonly MissingAwait[] => (found ??= unawaitedIn(repo, understood, typing));
  return decider(MISSING_AWAIT, missing)(repo, understood, asked);
};

const offloaded: DecideWith = (repo, { program, foreign }, { said, limits }) => (deciding) =>
  decide(program.linked, repo, { publicApi: said.publicApi, limits, transform: OFFLOAD_TO_WORKER, foreign, offload: said.offload ?? [], ...(said.offloadGate && { offloadGate: said.offloadGate }), ...deciding });

const cancelled: DecideWith = (repo, { program }, { said, limits }) => ({ verification, leftOut, refused }) =>
  planCancellation(program.linked, repo, { limits, refused, verification, ...(leftOut && { leftOut }), roots: said.cancel ?? [] });

const structured: DecideWith = (repo, understood, { limits }) => {
  let found: readonly MissingAwait[] | undefined;
  return ({ verification, leftOut, refused, typing }) => {
    found ??= unawaitedIn(repo, understood, typing).filter(({ doubt }) => doubt === 'inside-try');
    return planGroups(understood.program.linked, repo, { limits, refused, verification, ...(leftOut && { leftOut }), escaping: found });
  };
};

const closed: DecideWith = (repo, { program }, { said, limits }) => ({ verification, leftOut, refused }) =>
  planShutdown(program.linked, repo, { limits, refused, verification, ...(leftOut && { leftOut }), entries: said.shutdown ?? [] });

const bounded: DecideWith = (repo, { program }, { said, limits }) => ({ verification, leftOut, refused }) =>
  planBounds(program.linked, repo, { limits, refused, verification, ...(leftOut && { leftOut }), concurrency: said.concurrency });

const callbacks: DecideWith = (repo, { program }, { said, limits }) => (deciding) => planCallbacks(program.linked, repo, { limits, transforms: said.transforms, ...deciding });

const guarded: DecideWith = (repo, { program }, { limits }) => (deciding) => planGuards(program.linked, repo, { limits, ...deciding });

/** The planner of a transform that decides for the whole program. */
async function programPlanner(repo: ScannedRepo, options: AnalyseOptions, reading: Reading | undefined, decideWith: DecideWith): Promise<Planner> {
  const progress = options.onProgress ?? (() => {});
  const { deadlineMs, stageMs, leftOut } = options;
  const said = saidIn(options);
  let understood = await withApis(said.apis, () => understand(repo, options, reading));
  const planned = async (given: ReadonlyMap<string, string>): Promise<Analysis> => {
    const { problems, program } = understood;
    const decideAll = decideWith(repo, understood, { said, limits: limitsOf(said, repo.testData) });
    const { plan, changes, review } = await makeChecked(checkOf(repo, understood, options), given, async (verification) => {
      progress('propagate', 0, 1);
      // the check before this round used up what was linked for it
      const made = await makeTyped(repo, program.linked.importersOf, (types) => {
        const decided = stage('deciding', () => decideAll({ verification, ...(leftOut && { leftOut }), ...types }), stageMs);
        progress('rewrite', 0, 1);
        return rewriteAll(buildPlan(repo, decided, problems, said), repo, { ...(deadlineMs !== undefined && { deadlineMs }) });
      }, stageMs);
      progress('check', 0, 1);
      return made;
    });
    return { repo, plan, changes, ...(review.length > 0 && { review }) };
  };
  return (verification) => withApis(said.apis, async () => {
    const analysis = await planned(verification);
    // the name of a second version must be free in every file
    if (!understood.mentionsUnread(twinNames(analysis.plan))) return analysis;
    understood = await understand(repo, options, 'everything');
    return planned(verification);
  });
}

/** The check of plans of `repo`, within the time of a stage. */
function checkOf(repo: ScannedRepo, understood: Understood, { stageMs }: AnalyseOptions): Pick<PlanCheck, 'of'> {
  const check = new PlanCheck(repo, understood);
  return { of: (...made) => stage('checking the plan', () => check.of(...made), stageMs) };
}

interface Understood extends ReadResult {
  readonly foreign: ForeignModules;
}

async function understand(repo: ScannedRepo, options: AnalyseOptions, wanted = options.reading): Promise<Understood> {
  const { policy } = limitsOf(options);
  // types connect functions and calls that no value flow connects: then every file may matter
  const reading = wanted ?? ((await typesBindCalls(repo)) ? 'everything' : 'auto');
  const read = await readWhatMatters(repo, { reading, publicIsSeen: (file) => policy(file) === 'break', deadlineMs: options.deadlineMs, stageMs: options.stageMs, onProgress: options.onProgress ?? (() => {}) });
  const { names, specifiers } = new ForeignCode(repo).questions(read.program.linked);
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

/** What the gates find in a tree that changes of a plan would make. */
export type Gate = (plan: MigrationPlan, changes: readonly FileChange[]) => Promise<PlanFindings>;

/** The gates, for parts of a plan of `repo`. */
export function gateOf(repo: ScannedRepo): Gate {
  let gate: Promise<PartGate> | undefined;
  return (plan, changes) => withApis(plan.options.apis, async () => {
    gate ??= understand(repo, { root: repo.root, ...plan.options }).then((program) => new PartGate(repo, program));
    return (await gate).of(plan, changes);
  });
}

/** What they find in the tree that `changes` would make of the files under `root` as they are now. */
export const findingsForPlan = async (root: string, plan: MigrationPlan, changes: readonly FileChange[]): Promise<PlanFindings> => gateOf(await scan(root))(plan, changes);
