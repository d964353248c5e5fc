// The executed part of verify: both trees run in a sandbox, one after the other, and what they do is compared.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '../../core/source.ts';
import type { Finding } from '../../core/finding.ts';
import type { ExecutedPart, RuntimeFinding, SiteCoverage, TestEvidence } from '../../core/verification.ts';
import type { Tree } from '../static/tree.ts';
import { bisect, type Bisected, type Replan } from './bisect.ts';
import { compareTests } from './compare-tests.ts';
import { executedSites, siteKey } from './coverage.ts';
import { migratedSites } from './migrated-sites.ts';
import { newTypeErrors, ownTypeErrors, type TypeErrors } from './own-compiler.ts';
import { loadShapes, modulesToLoad, notLoaded, shapeChanges, type LoadedShape } from './module-shapes.ts';
import { expanded, instrumented, type Instrumented } from './runner.ts';
import { probeFindings } from './probe-findings.ts';
import { Sandbox } from './sandbox.ts';
import { isNothing, symptomFinder, symptomsOf } from './symptoms.ts';
import { runTests, type TestRun } from './test-run.ts';

export interface ExecuteOptions {
  readonly before: Tree;
  readonly after: Tree;
  readonly bytesBefore: ReadonlyMap<FileId, Buffer | null>;
  /** How the tests are run; those of package.json when left out. */
  readonly test: string | undefined;
  /** Orders in which answers are delayed, one run of the tests each. */
  readonly orders: readonly string[];
  readonly seed: number;
  readonly onProgress: (stage: string, done: number, total: number) => void;
  /** What the static checks found. */
  readonly findings: readonly Finding[];
  /** Given to find out which calls are to blame: reads the tree in a folder and makes its plan, again and again. */
  readonly planner?: (root: string) => Promise<Replan>;
}

export interface Executed {
  readonly executed: ExecutedPart;
  readonly bisected: Bisected | undefined;
}

const FIRST_RUN_MS = 600_000;

/** Executes both trees. @throws Error when the repository cannot be copied */
export async function execute(options: ExecuteOptions): Promise<Executed> {
  const begun = performance.now();
  const sandbox = await Sandbox.open(options.after.repo.root);
  try {
    const { part, ran } = await compare(sandbox, options);
    const bisected = options.planner && (await blame(sandbox, options, options.planner, part, ran));
    return { executed: { ...part, seconds: (performance.now() - begun) / 1000 }, bisected };
  } finally {
    await sandbox.close();
  }
}

async function compare(sandbox: Sandbox, { before, after, bytesBefore, test, orders, seed, onProgress }: ExecuteOptions): Promise<{ part: Omit<ExecutedPart, 'seconds'>; ran: Ran }> {
  const notes: string[] = [];
  const tests = testsOf(after, test);
  if (!tests) notes.push('package.json has no tests, and --test names none: no test was run');
  const { modules, tooMany } = modulesToLoad(before, after);

  onProgress('copy', 0, 1);
  await sandbox.fill(bytesBefore);
  onProgress('tests before', 0, 1);
  const old = tests && (await runTests(sandbox, tests, { timeoutMs: FIRST_RUN_MS }));
  const shapesBefore = await loadShapes(sandbox, modules, { repo: before.repo, onModule: (done) => onProgress('load modules before', done, modules.length) });
  onProgress('types before', 0, 1);
  const typesBefore = await typesOf(sandbox, before, notes);

  await sandbox.fill(new Map());
  onProgress('tests after', 0, 1);
  const coverage = { dir: path.join(sandbox.out, 'coverage'), codeDir: path.join(sandbox.out, 'code') };
  await Promise.all([mkdir(coverage.dir), mkdir(coverage.codeDir)]);
  const limit = old ? Math.max(60_000, 3000 * old.seconds + 30_000) : 0;
  const now = tests && (await runTests(sandbox, tests, { timeoutMs: limit, coverage }));
  const sites = now && (await coverageOf(sandbox, before, after, coverage));
  const shapesAfter = await loadShapes(sandbox, modules, { repo: before.repo, like: shapesBefore, onModule: (done) => onProgress('load modules after', done, modules.length) });
  onProgress('types after', 0, 1);
  const typesAfter = typesBefore && (await typesOf(sandbox, before, notes));

  const findings: RuntimeFinding[] = shapeChanges(shapesBefore, shapesAfter).map(({ file, message }) => ({ kind: 'export-shape', message, place: file }));
  if (typesBefore && typesAfter) findings.push(...newTypeErrors(typesBefore, typesAfter));
  let evidence: TestEvidence | undefined;
  if (tests && old && now) {
    if (old.timedOut) notes.push('the tests did not end before the migration: they prove nothing');
    if (old.passed.length === 0) notes.push(`no test passed before the migration: ${old.log.trim().split('\n').at(-1) ?? ''}`);
    if (old.probe.processes === 0) notes.push('the probe was not loaded: the tests set NODE_OPTIONS themselves');
    if (tests.runner === 'jest') notes.push('jest gives tests promises of their own, which the probe does not see');
    const again = await repeated(sandbox, tests, bytesBefore, old, now, limit, onProgress);
    evidence = evidenceOf(test, again, after);
    findings.push(...probeFindings(old.probe, now.probe, seen(after)));
    findings.push(...(await delayed(sandbox, tests, { bytesBefore, again, orders, seed, limit, onProgress, isSame: evidence.broken.length === 0 })));
  }
  const unloaded = [...notLoaded(shapesBefore), ...tooMany.map((file) => ({ file, reason: `more than ${modules.length} modules are to be loaded` }))];
  const part = { tests: evidence, sites, modules: { compared: [...shapesBefore.values()].filter(({ shape }) => shape !== undefined).length, notLoaded: unloaded }, types: typesBefore && typesAfter && { version: typesAfter.version, errorsBefore: typesBefore.errors.length, errorsAfter: typesAfter.errors.length }, delays: { orders: evidence && evidence.broken.length === 0 ? orders : [], seed }, findings, notes };
  return { part, ran: { tests, old, shapesBefore, typesBefore, limit } };
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

/** What a bisection needs of the comparison. */
interface Ran {
  readonly tests: Instrumented | undefined;
  readonly old: TestRun | undefined;
  readonly shapesBefore: ReadonlyMap<FileId, LoadedShape>;
  readonly typesBefore: TypeErrors | undefined;
  readonly limit: number;
}

/** The calls that a difference comes from; undefined when there is none, or it comes from nowhere. */
async function blame(sandbox: Sandbox, { before, after, bytesBefore, findings, onProgress }: ExecuteOptions, planner: (root: string) => Promise<Replan>, part: Omit<ExecutedPart, 'seconds'>, { tests, old, shapesBefore, typesBefore, limit }: Ran): Promise<Bisected | undefined> {
  const symptoms = symptomsOf(findings, part);
  if (isNothing(symptoms)) return undefined;
  onProgress('plan again', 0, 1);
  await sandbox.fill(bytesBefore);
  const planned = await planner(sandbox.dir);
  const replan: Replan = async (refused) => {
    // the type checker reads files when it wants them
    await sandbox.fill(bytesBefore);
    return await planned(refused);
  };
  const shown = new Map(after.files.filter(({ source }) => before.byId.get(source.id)?.source.text !== source.text).map(({ source }) => [source.id, source.text]));
  const begun = performance.now();
  return await bisect({
    replan,
    shown,
    symptomOf: symptomFinder(symptoms, { sandbox, before, bytesBefore, tests, old, shapesBefore, typesBefore, timeoutMs: limit }),
    onProgress: (tried, left) => {
      const each = tried === 0 ? 0 : (performance.now() - begun) / 1000 / tried;
      onProgress(tried === 0 ? 'bisect' : `bisect, about ${Math.ceil(each * (left + 1))} s left`, tried, tried + left + 1);
    },
  });
}


/** All runs of the tests that were not disturbed. */
interface Runs {
  readonly before: TestRun[];
  readonly after: TestRun[];
}

/** When the first runs differ, both trees are run once more: a test that changes its mind proves nothing. */
async function repeated(sandbox: Sandbox, tests: Instrumented, bytesBefore: ReadonlyMap<FileId, Buffer | null>, old: TestRun, now: TestRun, timeoutMs: number, onProgress: ExecuteOptions['onProgress']): Promise<Runs> {
  const runs: Runs = { before: [old], after: [now] };
  if (compareTests(runs.before, runs.after).broken.length === 0) return runs;
  onProgress('tests after, again', 0, 1);
  await sandbox.fill(new Map());
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

interface Delayed {
  readonly bytesBefore: ReadonlyMap<FileId, Buffer | null>;
  readonly again: Runs;
  readonly orders: readonly string[];
  readonly seed: number;
  readonly limit: number;
  readonly onProgress: ExecuteOptions['onProgress'];
  /** Tests end the same without delays. */
  readonly isSame: boolean;
}

/** Tests that fail only when answers come late or in another order, and did not before the migration. */
async function delayed(sandbox: Sandbox, tests: Instrumented, { bytesBefore, again, orders, seed, limit, onProgress, isSame }: Delayed): Promise<RuntimeFinding[]> {
  const found: RuntimeFinding[] = [];
  if (!isSame) return found;
  const { flaky } = compareTests(again.before, again.after);
  for (const [index, order] of orders.entries()) {
    onProgress('tests with delays', index, orders.length);
    const delays = `${order}:${seed}`;
    await sandbox.fill(new Map());
    const late = await runTests(sandbox, tests, { timeoutMs: 2 * limit, delays });
    const suspects = compareTests(again.after, [late]).broken.filter(({ name }) => !flaky.includes(name));
    if (suspects.length === 0) continue;
    // the same delays must not break them before the migration, and must break them every time after it
    const repeat = await runTests(sandbox, tests, { timeoutMs: 2 * limit, delays });
    await sandbox.fill(bytesBefore);
    const lateBefore = await runTests(sandbox, tests, { timeoutMs: 2 * limit, delays });
    const real = compareTests([...again.before, lateBefore], [late, repeat]).broken;
    found.push(...real.map(({ name, message }): RuntimeFinding => ({ kind: 'delayed-order', message: `${name} fails when answers are delayed (${delays}): ${message.split('\n', 1)[0]}`, place: undefined })));
  }
  return found;
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
