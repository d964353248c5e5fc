// The executed part of verify: both trees run in a sandbox, one after the other, and what they do is compared.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../../core/finding.ts';
import type { FileId } from '../../core/source.ts';
import { isDifferent, type ExecutedPart, type RuntimeFinding, type SiteCoverage, type TakenBack, type TestEvidence } from '../../core/verification.ts';
import { checkTrees } from '../static/check.ts';
import type { ParsedFiles } from '../static/parsed.ts';
import { treeOf, type Tree } from '../static/tree.ts';
import { bisect, type Bisected, type Replan, type Texts } from './bisect.ts';
import { compareTests } from './compare-tests.ts';
import { executedSites, siteKey } from './coverage.ts';
import { delayedTests, type Runs } from './delayed-tests.ts';
import { migratedSites } from './migrated-sites.ts';
import { loadShapes, modulesToLoad, notLoaded, shapeChanges, type LoadedShape } from './module-shapes.ts';
import { newTypeErrors, ownTypeErrors, type TypeErrors } from './own-compiler.ts';
import { timeLeft } from './progress.ts';
import { expanded, instrumented, type Instrumented } from './runner.ts';
import { probeFindings } from './probe-findings.ts';
import { Sandbox } from './sandbox.ts';
import { Stopwatch } from './stopwatch.ts';
import { bytesWith, isNothing, symptomFinder, symptomsOf, withTexts } from './symptoms.ts';
import { runTests, type TestRun } from './test-run.ts';

export interface ExecuteOptions {
  readonly before: Tree;
  readonly after: Tree;
  readonly parsed: ParsedFiles;
  /** What differs on the disk from the tree before, and from the tree after. */
  readonly bytesBefore: ReadonlyMap<FileId, Buffer | null>;
  readonly bytesAfter: ReadonlyMap<FileId, Buffer | null>;
  /** How the tests are run; those of package.json when left out. */
  readonly test: string | undefined;
  /** Orders in which answers are delayed, one run of the tests each; undefined: one, if there is time for it. */
  readonly orders: readonly string[] | undefined;
  readonly seed: number;
  readonly onProgress: (stage: string, done: number, total: number) => void;
  /** What the static checks found. */
  readonly findings: readonly Finding[];
  /** Seconds that planning and the static checks took. */
  readonly analysisSeconds: number;
  /** Given to find out which calls are to blame: reads the tree in a folder and makes its plan, again and again. */
  readonly planner?: (root: string) => Promise<Replan>;
}

export interface Executed {
  readonly executed: ExecutedPart;
  readonly bisected: Bisected | undefined;
}

const FIRST_RUN_MS = 600_000;
/** Loading modules takes no more of the time that may be used than this. */
const LOADING_SHARE = 0.25;
const LEAST_LOADING_MS = 5000;
/** Delayed tests take that much longer. */
const DELAYED = 1.2;
/** What is left after taking something back may show something else; so often it is looked at again. */
const ROUNDS = 3;

/** Executes both trees. @throws Error when the repository cannot be copied */
export async function execute(options: ExecuteOptions): Promise<Executed> {
  const watch = new Stopwatch(options.analysisSeconds);
  const sandbox = await Sandbox.open(options.after.repo.root);
  let part: Part;
  let bisected: Bisected | undefined;
  try {
    const ran = await runBefore(sandbox, options, watch);
    part = await runAfter(sandbox, options, ran, watch);
    const isSame = isNothing(symptomsOf(options.findings, part));
    bisected = options.planner && !isSame ? await blame(sandbox, options, options.planner, part, ran, watch) : undefined;
  } finally {
    await watch.time('clean up', () => sandbox.close());
  }
  const ratio = watch.ratio();
  return { executed: { ...part, seconds: watch.seconds(), parts: watch.parts(), ...(ratio !== undefined && { ratio }) }, bisected };
}

/** What the repository's compiler says; a compiler that fails is noted. */
async function typesOf(sandbox: Sandbox, { repo }: Tree, notes: string[]): Promise<TypeErrors | undefined> {
  try {
    return await ownTypeErrors(sandbox, repo);
  } catch (error) {
    notes.push(`the repository's TypeScript gave no answer: ${(error as Error).message}`);
    return undefined;
  }
}

/** What the tree before does: what every tree after is held against. */
interface Ran {
  readonly tests: Instrumented | undefined;
  readonly old: TestRun | undefined;
  readonly modules: readonly FileId[];
  readonly unloaded: readonly { readonly file: FileId; readonly reason: string }[];
  readonly shapesBefore: ReadonlyMap<FileId, LoadedShape>;
  readonly typesBefore: TypeErrors | undefined;
  readonly limit: number;
  readonly notes: readonly string[];
}

type Part = Omit<ExecutedPart, 'seconds' | 'parts' | 'ratio'>;

async function runBefore(sandbox: Sandbox, { before, after, bytesBefore, test, onProgress }: ExecuteOptions, watch: Stopwatch): Promise<Ran> {
  const notes: string[] = [];
  const tests = testsOf(after, test);
  if (!tests) notes.push('package.json has no tests, and --test names none: no test was run');
  const { modules: wanted, tooMany } = modulesToLoad(before, after);
  onProgress('copy', 0, 1);
  await watch.time('copy', () => sandbox.fill(bytesBefore));
  onProgress('tests before', 0, 1);
  const old = tests && (await watch.time('tests before', () => runTests(sandbox, tests, { timeoutMs: FIRST_RUN_MS })));
  if (old) watch.suiteTook(old.seconds);
  const mostMs = Math.max(LEAST_LOADING_MS, 1000 * LOADING_SHARE * watch.left());
  const shapesBefore = await watch.time('modules', () => loadShapes(sandbox, wanted, { repo: before.repo, mostMs, onModule: (done) => onProgress('load modules before', done, wanted.length) }));
  const modules = wanted.filter((id) => shapesBefore.has(id));
  const unloaded = [
    ...notLoaded(shapesBefore),
    ...wanted.filter((id) => !shapesBefore.has(id)).map((file) => ({ file, reason: 'there was no time left to load it' })),
    ...tooMany.map((file) => ({ file, reason: `more than ${wanted.length} modules are to be loaded` })),
  ];
  onProgress('types before', 0, 1);
  const typesBefore = await watch.time('types', () => typesOf(sandbox, before, notes));
  if (old?.timedOut) notes.push('the tests did not end before the migration: they prove nothing');
  if (old?.passed.length === 0) notes.push(`no test passed before the migration: ${old.log.trim().split('\n').at(-1) ?? ''}`);
  if (old?.probe.processes === 0) notes.push('the probe was not loaded: the tests set NODE_OPTIONS themselves');
  if (tests?.runner === 'jest') notes.push('jest gives tests promises of their own, which the probe does not see');
  return { tests, old, modules, unloaded, shapesBefore, typesBefore, limit: old ? Math.max(60_000, 3000 * old.seconds + 30_000) : 0, notes };
}

async function runAfter(sandbox: Sandbox, { before, after, bytesBefore, bytesAfter, test, orders, seed, onProgress }: ExecuteOptions, { tests, old, modules, unloaded, shapesBefore, typesBefore, limit, notes: known }: Ran, watch: Stopwatch): Promise<Part> {
  const notes = [...known];
  await watch.time('fill', () => sandbox.fill(bytesAfter));
  onProgress('tests after', 0, 1);
  const coverage = { dir: path.join(sandbox.out, 'coverage'), codeDir: path.join(sandbox.out, 'code') };
  await Promise.all([mkdir(coverage.dir), mkdir(coverage.codeDir)]);
  const now = tests && (await watch.time('tests after', () => runTests(sandbox, tests, { timeoutMs: limit, coverage })));
  const sites = now && (await watch.time('coverage', () => coverageOf(sandbox, before, after, coverage)));
  const shapesAfter = await watch.time('modules', () => loadShapes(sandbox, modules, { repo: before.repo, like: shapesBefore, onModule: (done) => onProgress('load modules after', done, modules.length) }));
  onProgress('types after', 0, 1);
  const typesAfter = typesBefore && (await watch.time('types', () => typesOf(sandbox, before, notes)));

  const findings: RuntimeFinding[] = shapeChanges(shapesBefore, shapesAfter).map(({ file, message }) => ({ kind: 'export-shape', message, place: file }));
  if (typesBefore && typesAfter) findings.push(...newTypeErrors(typesBefore, typesAfter));
  let evidence: TestEvidence | undefined;
  let done: readonly string[] = [];
  if (tests && old && now) {
    const again = await watch.time('tests again', () => repeated(sandbox, tests, bytesBefore, bytesAfter, old, now, limit, onProgress));
    evidence = evidenceOf(test, again, after);
    findings.push(...probeFindings(old.probe, now.probe, seen(after)));
    // a difference without delays is one with them
    if (evidence.broken.length === 0) {
      const given = orders ?? (watch.left() > DELAYED * now.seconds ? ['random'] : []);
      const timeoutMs = orders ? 2 * limit : Math.max(0, 1000 * watch.left());
      const late = await watch.time('tests with delays', () => delayedTests(sandbox, tests, { bytesBefore, bytesAfter, again, orders: given, seed, timeoutMs, onProgress }));
      findings.push(...late.findings);
      done = late.done;
      if (!orders && done.length === 0) notes.push('there was no time for a run of the tests with delays (--delays random takes it)');
      else if (late.cutOff.length > 0) notes.push(`the tests did not end with delays: ${late.cutOff.join(', ')}`);
    }
  }
  const types = typesBefore && typesAfter && { version: typesAfter.version, errorsBefore: typesBefore.errors.length, errorsAfter: typesAfter.errors.length };
  const compared = [...shapesBefore.values()].filter(({ shape }) => shape !== undefined).length;
  return { tests: evidence, sites, modules: { compared, notLoaded: unloaded }, types, delays: { orders: done, seed }, findings, notes };
}

/** The calls that a difference comes from, round by round until what is left shows none at all; undefined when it comes from nowhere. */
async function blame(sandbox: Sandbox, options: ExecuteOptions, planner: (root: string) => Promise<Replan>, part: Part, ran: Ran, watch: Stopwatch): Promise<Bisected | undefined> {
  const { before, after, parsed, bytesBefore, onProgress } = options;
  onProgress('plan again', 0, 1);
  await sandbox.fill(bytesBefore);
  const planned = await watch.time('plan again', () => planner(sandbox.dir));
  const replan: Replan = async (refused) => {
    // the type checker reads files when it wants them
    await sandbox.fill(bytesBefore);
    return await planned(refused);
  };
  let shown: Texts = new Map(after.files.filter(({ source }) => before.byId.get(source.id)?.source.text !== source.text).map(({ source }) => [source.id, source.text]));
  let symptoms = symptomsOf(options.findings, part);
  const takenBack: TakenBack[] = [];
  let refused: ReadonlyMap<string, string> = new Map();
  for (let round = 1; ; round++) {
    const found = await watch.time('bisect', () => bisect({
      replan, shown, given: refused,
      symptomOf: symptomFinder(symptoms, { sandbox, before, parsed, bytesBefore, tests: ran.tests, old: ran.old, shapesBefore: ran.shapesBefore, typesBefore: ran.typesBefore, timeoutMs: ran.limit }),
      onProgress: timeLeft(onProgress),
    }));
    if (!found) return undefined;
    takenBack.push(...found.takenBack);
    const all = { ...found, takenBack };
    if (!found.isClean || found.texts.size === 0) return all;
    onProgress('verify what is left', 0, 1);
    const tree = treeOf(withTexts(before.repo, found.texts), parsed);
    const { findings } = checkTrees(before, tree);
    const rest = await runAfter(sandbox, { ...options, after: tree, bytesAfter: bytesWith(before.repo, bytesBefore, found.texts) }, ran, watch);
    if (!isDifferent({ against: '', changed: [], becameAsync: 0, findings, executed: { ...rest, seconds: 0, parts: [] } })) return all;
    // what was changed by hand can't be planned again
    if (round === ROUNDS || found.refused === undefined) return { ...all, isClean: false };
    ({ refused, texts: shown } = { refused: found.refused, texts: found.texts });
    symptoms = symptomsOf(findings, rest);
  }
}

/** When the first runs differ, both trees are run once more: a test that changes its mind proves nothing. */
async function repeated(sandbox: Sandbox, tests: Instrumented, bytesBefore: ReadonlyMap<FileId, Buffer | null>, bytesAfter: ReadonlyMap<FileId, Buffer | null>, old: TestRun, now: TestRun, timeoutMs: number, onProgress: ExecuteOptions['onProgress']): Promise<Runs> {
  const runs: Runs = { before: [old], after: [now] };
  if (compareTests(runs.before, runs.after).broken.length === 0) return runs;
  onProgress('tests after, again', 0, 1);
  await sandbox.fill(bytesAfter);
  runs.after.push(await runTests(sandbox, tests, { timeoutMs }));
  if (compareTests(runs.before, runs.after).broken.length === 0) return runs;
  onProgress('tests before, again', 0, 1);
  await sandbox.fill(bytesBefore);
  runs.before.push(await runTests(sandbox, tests, { timeoutMs }));
  return runs;
}

function evidenceOf(test: string | undefined, { before, after }: Runs, { repo }: Tree): TestEvidence {
  const [old, now] = [before[0]!, after[0]!];
  const { broken, flaky } = compareTests(before, after);
  const scripts = repo.packages.find(({ dir }) => dir === '')?.scripts ?? {};
  return {
    command: test ?? scripts['test'] ?? '', runner: now.runner, passedBefore: old.passed.length, passedAfter: now.passed.length, failedBefore: old.failed.length,
    broken, flaky, secondsBefore: old.seconds, secondsAfter: now.seconds, blockedMsBefore: old.probe.blockedMs, blockedMsAfter: now.probe.blockedMs,
  };
}

async function coverageOf(sandbox: Sandbox, before: Tree, after: Tree, { dir, codeDir }: { readonly dir: string; readonly codeDir: string }): Promise<ExecutedPart['sites']> {
  const files = migratedSites(before, after);
  const { sites } = await executedSites(sandbox.dir, files, dir, codeDir);
  const all = files.flatMap((file) => file.sites);
  const notExecuted = all.filter(({ file, outputStart }) => !sites.has(siteKey(file, outputStart)));
  return { executed: all.length - notExecuted.length, total: all.length, notExecuted: notExecuted.map(({ file, line, text }): SiteCoverage => ({ file, line, text })) };
}

/** The tests of package.json, or those that a person names. */
function testsOf({ repo }: Tree, test: string | undefined): Instrumented | undefined {
  const scripts = repo.packages.find(({ dir }) => dir === '')?.scripts ?? {};
  const isNone = test === undefined && (scripts['test'] === undefined || /no test specified/.test(scripts['test']));
  return isNone ? undefined : instrumented(expanded(test ?? 'npm test', scripts));
}

const seen = (tree: Tree): ((file: FileId) => boolean) => (file) => tree.byId.has(file);
