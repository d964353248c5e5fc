// The plan for a file of which nothing else is known: no importer, no caller in another file.
import type { DeadlinePolicy } from '../core/deadlines.ts';
import type { Constraint, FileFacts } from '../core/facts.ts';
import type { MigrationPlan, SiteOutcome } from '../core/plan.ts';
import type { MissingAwait } from '../core/missing-await.ts';
import { KEEP_PUBLIC, type Limits } from '../core/scope.ts';
import type { PackageInfo, SourceFile } from '../core/source.ts';
import type { Typing } from '../core/typing.ts';
import { extractFacts } from '../facts/extract.ts';
import { buildPlan } from '../plan/build.ts';
import { BOUND_CONCURRENCY } from '../propagate/bounds/plan-bounds.ts';
import { ASYNC_LIB_TO_AWAIT, CALLBACK_TO_AWAIT, planCallbacks } from '../propagate/callback-plan.ts';
import { ADD_CANCELLATION } from '../propagate/cancel/plan.ts';
import { planChains, THEN_TO_AWAIT } from '../propagate/chain-plan.ts';
import { COROUTINE_TO_ASYNC, planCoroutines } from '../propagate/coroutine-plan.ts';
import { ADD_TIMEOUTS, planDeadlines } from '../propagate/deadline-plan.ts';
import { HTTP_TO_FETCH, planFetches } from '../propagate/fetch-plan.ts';
import { decide, type Decided } from '../propagate/decide.ts';
import type { FilePlan } from '../propagate/file-by-file.ts';
import { GUARD_RACES, planGuards } from '../propagate/guards/plan-guards.ts';
import { STRUCTURED_CONCURRENCY } from '../propagate/groups/plan.ts';
import { GRACEFUL_SHUTDOWN } from '../propagate/shutdown/plan.ts';
import { MISSING_AWAIT } from '../propagate/missing-await.ts';
import { planStreams, STREAMS_TO_AWAIT } from '../propagate/stream-plan.ts';
import { OFFLOAD_TO_WORKER } from '../propagate/offload/seeds.ts';
import { link } from '../resolve/link.ts';
import type { Linked } from '../resolve/linked.ts';
import { aloneTyping } from './alone-typing.ts';
import { isLeftOut, type OneFileRepo } from '../scan/one-file.ts';
import { missingAwaits } from '../verify/missing/find.ts';
import { ParsedFiles } from '../verify/static/parsed.ts';
import { treeOf } from '../verify/static/tree.ts';

/** Stands for the files that may load this one. */
const UNSEEN = '(a file that is not seen)';

/** Reasons that a plan of the whole program could do away with. */
const ONLY_ALONE = new Set(['unseen-importer', 'dynamic-require', 'public-api', 'stored-outside']);
const ADVICE = 'other files may call the function, and jscodeshift shows one at a time; unblock plan --out plan.json sees them all, then --plan=plan.json';

/** What decides about each file by itself needs to know nothing of the others. */
const FILE_BY_FILE: ReadonlyMap<string, (repo: OneFileRepo, timeouts: DeadlinePolicy | undefined) => FilePlan> = new Map([
  [ADD_TIMEOUTS, (repo: OneFileRepo, timeouts: DeadlinePolicy | undefined) => planDeadlines(repo, KEEP_PUBLIC, { policy: timeouts ?? { values: {} } })],
  [HTTP_TO_FETCH, (repo: OneFileRepo) => planFetches(repo, KEEP_PUBLIC)],
  [STREAMS_TO_AWAIT, (repo: OneFileRepo) => planStreams(repo, KEEP_PUBLIC)],
  [THEN_TO_AWAIT, (repo: OneFileRepo) => planChains(repo.files, KEEP_PUBLIC)],
  [COROUTINE_TO_ASYNC, (repo: OneFileRepo) => planCoroutines(repo.files, KEEP_PUBLIC)],
]);

/**
 * Plans the one file of `repo`; undefined when it is no source of its own repository.
 * @param transform name that its decisions carry
 * @param timeouts what add-timeouts sets
 */
export function planAlone(repo: OneFileRepo, transform: string, timeouts?: DeadlinePolicy): MigrationPlan | undefined {
  // two of them create files or change package.json, and jscodeshift does neither; the others are about whole programs
  if (isLeftOut(repo) || transform === OFFLOAD_TO_WORKER || transform === ADD_CANCELLATION || transform === GRACEFUL_SHUTDOWN || transform === STRUCTURED_CONCURRENCY || transform === BOUND_CONCURRENCY) return undefined;
  const [file] = repo.files;
  const options = { publicApi: 'keep', transforms: [transform] } as const;
  const decideAll = FILE_BY_FILE.get(transform);
  if (decideAll) {
    const planned = decideAll(repo, timeouts);
    return buildPlan(repo, planned, planned.problems, { ...options, ...(timeouts && transform === ADD_TIMEOUTS && { timeouts }) });
  }
  const facts = extractFacts(file);
  if (facts.parseFailed) return buildPlan(repo, { decisions: [], sites: [] }, [{ file: file.id, code: 'does-not-parse', ...facts.parseFailed }], options);
  const linked = link([withGlobalsShared(facts)], repo, { publicIsSeen: () => false });
  const importersOf = isProgram(file, repo.packages) ? linked.importersOf : new Map([[file.id, new Set([UNSEEN])]]);
  const typing = aloneTyping(file);
  const missing = transform === MISSING_AWAIT ? missingAwaits(treeOf(repo, new ParsedFiles([[file, facts]]), () => linked)) : undefined;
  const decided = decideFor(transform, { ...linked, importersOf }, repo, { limits: KEEP_PUBLIC, ...(typing && { typing }) }, missing);
  const sites = decided.sites.map((site): SiteOutcome => (ONLY_ALONE.has(site.reason ?? '') ? { ...site, message: ADVICE } : site));
  return buildPlan(repo, { ...decided, sites }, [], options);
}

/** Decides about a program that is one file. @param missing promises that nobody waits for, where changes begin with them */
function decideFor(transform: string, linked: Linked, repo: OneFileRepo, context: { readonly limits: Limits; readonly typing?: Typing }, missing: readonly MissingAwait[] | undefined): Decided {
  if (transform === GUARD_RACES) return planGuards(linked, repo, context);
  if (transform === CALLBACK_TO_AWAIT || transform === ASYNC_LIB_TO_AWAIT) return planCallbacks(linked, repo, { ...context, transforms: [transform], verification: new Map() });
  return decide(linked, repo, { ...context, publicApi: 'keep', transform, isAlone: true, ...(missing && { missing }) });
}

/** Whatever is stored in a global variable may be called by files that are not seen. */
function withGlobalsShared(facts: FileFacts): FileFacts {
  const globals = facts.nodes;
  const stored = facts.nodes + 1;
  const shared: Constraint[] = [['global', globals, 'globalThis'], ['load', globals, '*', stored], ['escape', stored, 'stored-outside', 0]];
  return { ...facts, nodes: facts.nodes + 2, constraints: [...facts.constraints, ...shared] };
}

/** True when the file is known to be started by itself: a shebang, `bin`, or a script of its package.json says so. */
function isProgram({ id, executable, packageDir }: SourceFile, packages: readonly PackageInfo[]): boolean {
  if (executable) return true;
  const inPackage = packageDir === '' ? id : id.slice(packageDir.length + 1);
  const names = new Set([inPackage, inPackage.replace(/\.\w+$/, '')]);
  const scripts = packages.find(({ dir }) => dir === packageDir)?.scripts ?? {};
  const words = Object.values(scripts).flatMap((script) => script.split(/[\s"'=;&|]+/));
  return words.some((word) => names.has(word.replace(/^\.\//, '')));
}
