// What a difference looks like, so that another tree can be asked whether it shows it too.
import type { FileId, ScannedRepo } from '../../core/source.ts';
import type { ExecutedPart } from '../../core/verification.ts';
import type { Finding } from '../../core/finding.ts';
import { checkTrees } from '../static/check.ts';
import type { ParsedFiles } from '../static/parsed.ts';
import { treeOf, type Tree } from '../static/tree.ts';
import type { SymptomOf, Texts } from './bisect.ts';
import { compareTests } from './compare-tests.ts';
import { newTypeErrors, ownTypeErrors, type TypeErrors } from './own-compiler.ts';
import { loadShapes, shapeChanges, type LoadedShape } from './module-shapes.ts';
import { probeFindings } from './probe-findings.ts';
import type { Instrumented } from './runner.ts';
import type { Sandbox } from './sandbox.ts';
import { runTests, type TestRun } from './test-run.ts';
import { VerdictCache } from './verdict-cache.ts';

/** What was seen, reduced to what another tree can show as well: no line numbers. */
export interface Symptoms {
  readonly findings: ReadonlySet<string>;
  readonly tests: ReadonlySet<string>;
  readonly runtime: ReadonlySet<string>;
  /** Modules whose exports differ. */
  readonly modules: readonly FileId[];
  /** The delays under which tests break, when they do so only then. */
  readonly delays: string | undefined;
}

export function symptomsOf(findings: readonly Finding[], executed: Pick<ExecutedPart, 'tests' | 'findings'>): Symptoms {
  const late = executed.findings.filter(({ kind }) => kind === 'delayed-order').map(({ message }) => message);
  return {
    findings: new Set(findings.filter(({ level }) => level === 'fault').map(findingKey)),
    tests: new Set([...(executed.tests?.broken ?? []).map(({ name }) => name), ...late.map((message) => message.replace(/ fails when answers are delayed [\s\S]*$/, ''))]),
    runtime: new Set(executed.findings.filter(({ kind }) => kind !== 'delayed-order' && kind !== 'export-shape').map(runtimeKey)),
    modules: executed.findings.flatMap(({ kind, place }) => (kind === 'export-shape' && place !== undefined ? [place] : [])),
    delays: /\((\w[\w-]*:\d+)\)/.exec(late[0] ?? '')?.[1],
  };
}

const findingKey = ({ code, file }: Finding): string => `${code} ${file}`;
const runtimeKey = ({ kind, place, message }: ExecutedPart['findings'][number]): string => `${kind} ${place?.replace(/:\d+$/, '') ?? message}`;

export const isNothing = ({ findings, tests, runtime, modules }: Symptoms): boolean => findings.size + tests.size + runtime.size + modules.length === 0;

export interface Question {
  readonly sandbox: Sandbox;
  readonly before: Tree;
  /** What is the same in all trees is parsed once. */
  readonly parsed: ParsedFiles;
  readonly bytesBefore: ReadonlyMap<FileId, Buffer | null>;
  readonly tests: Instrumented | undefined;
  readonly old: TestRun | undefined;
  readonly shapesBefore: ReadonlyMap<FileId, LoadedShape>;
  readonly typesBefore: TypeErrors | undefined;
  readonly timeoutMs: number;
}

/** Asks whether a tree with these migrated texts shows one of `symptoms`; answers are remembered from one process to the next. */
export function symptomFinder(symptoms: Symptoms, question: Question): SymptomOf {
  const { repo } = question.before;
  const cache = new VerdictCache([JSON.stringify([...symptoms.findings, ...symptoms.tests, ...symptoms.runtime, ...symptoms.modules]), symptoms.delays ?? '', question.tests?.command ?? '', ...repo.files.flatMap(({ id, text }) => [id, text])]);
  return async (texts) => {
    const known = await cache.get(texts);
    if (known !== undefined) return { symptom: known ?? undefined, isKnown: true };
    const symptom = await look(texts, symptoms, question);
    await cache.set(texts, symptom ?? null);
    return { symptom, isKnown: false };
  };
}

async function look(texts: Texts, symptoms: Symptoms, { sandbox, before, parsed, bytesBefore, tests, old, shapesBefore, typesBefore, timeoutMs }: Question): Promise<string | undefined> {
  if (symptoms.findings.size > 0) {
    const tree = treeOf(withTexts(before.repo, texts), parsed);
    const { findings } = checkTrees(before, tree);
    parsed.forget(tree.repo.files.filter(({ id }) => texts.has(id)));
    const same = findings.find((finding) => symptoms.findings.has(findingKey(finding)));
    if (same) return `${same.file}:${same.line} ${same.message}`;
  }
  if (symptoms.tests.size + symptoms.runtime.size + symptoms.modules.length === 0) return undefined;
  await sandbox.fill(bytesWith(before.repo, bytesBefore, texts));
  if (symptoms.modules.length > 0) {
    const [change] = shapeChanges(shapesBefore, await loadShapes(sandbox, symptoms.modules, { repo: before.repo, like: shapesBefore }));
    if (change) return `${change.file}: ${change.message}`;
  }
  if (typesBefore && [...symptoms.runtime].some((key) => key.startsWith('type-error '))) {
    const types = await ownTypeErrors(sandbox, before.repo);
    const error = types && newTypeErrors(typesBefore, types).find((one) => symptoms.runtime.has(runtimeKey(one)));
    if (error) return `${error.place}: ${error.message}`;
  }
  if (!tests || !old || symptoms.tests.size + symptoms.runtime.size === 0) return undefined;
  const run = await runTests(sandbox, tests, { timeoutMs, ...(symptoms.delays !== undefined && { delays: symptoms.delays }) });
  const broken = compareTests([old], [run]).broken.find(({ name }) => symptoms.tests.has(name));
  if (broken) return `the test ${broken.name} ${broken.after === 'absent' ? 'is not run any more' : broken.after}${broken.message === '' ? '' : `: ${broken.message.split('\n', 1)[0]}`}`;
  const seen = probeFindings(old.probe, run.probe, (file) => before.byId.has(file)).find((one) => symptoms.runtime.has(runtimeKey(one)));
  return seen && `${seen.place ?? seen.kind}: ${seen.message}`;
}

/** The repository before with the migrated texts in it. */
export const withTexts = (repo: ScannedRepo, texts: Texts): ScannedRepo => ({ ...repo, files: repo.files.map((file) => (texts.has(file.id) ? { ...file, text: texts.get(file.id)! } : file)) });

/** What the sandbox must hold to be that repository. */
export function bytesWith(repo: ScannedRepo, bytesBefore: ReadonlyMap<FileId, Buffer | null>, texts: Texts): Map<FileId, Buffer | null> {
  const encodings = new Map(repo.files.map(({ id, encoding }) => [id, encoding]));
  const bytes = new Map(bytesBefore);
  for (const [file, text] of texts) bytes.set(file, Buffer.from(text, encodings.get(file) ?? 'utf8'));
  return bytes;
}
