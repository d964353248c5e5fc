// The executed part of verify for mistakes that the static part let pass: the tests of the checkout, its exports, its types.
import type { FileId, ScannedRepo } from '../../src/core/source.ts';
import { treeOf } from '../../src/verify/static/tree.ts';
import { compareTests } from '../../src/verify/executed/compare-tests.ts';
import { loadShapes, modulesToLoad, shapeChanges } from '../../src/verify/executed/module-shapes.ts';
import { newTypeErrors, ownTypeErrors } from '../../src/verify/executed/own-compiler.ts';
import { probeFindings } from '../../src/verify/executed/probe-findings.ts';
import { expanded, instrumented } from '../../src/verify/executed/runner.ts';
import { Sandbox } from '../../src/verify/executed/sandbox.ts';
import { runTests, type TestRun } from '../../src/verify/executed/test-run.ts';
import type { Program } from './programs.ts';

/** Answers what running shows of a tree with these texts; undefined when it shows nothing that the right migration does not. */
export type Ask = (texts: ReadonlyMap<FileId, string>) => Promise<string | undefined>;

const TEST_MS = 300_000;

/** Runs the program as it was and as it is when migrated right, and hands `use` what compares others with these. */
export async function whileExecuting({ before, after }: Program, use: (ask: Ask) => Promise<void>): Promise<void> {
  const sandbox = await Sandbox.open(before.root);
  try {
    const { scripts = {} } = before.packages.find(({ dir }) => dir === '') ?? {};
    const tests = scripts['test'] === undefined || /no test specified/.test(scripts['test']) ? undefined : instrumented(expanded('npm test', scripts));
    const isOurs = (file: FileId): boolean => before.files.some(({ id }) => id === file);
    const run = async (): Promise<TestRun | undefined> => tests && (await runTests(sandbox, tests, { timeoutMs: TEST_MS }));
    const right = textsOf(before, after);

    await sandbox.fill(new Map());
    const old = await run();
    const { modules } = modulesToLoad(treeOf(before), treeOf(after));
    const shapesBefore = await loadShapes(sandbox, modules, { repo: before });
    const typesBefore = await ownTypeErrors(sandbox, before);
    await sandbox.fill(bytesOf(before, right));
    const rightRun = await run();
    const knownShapes = new Set(shapeChanges(shapesBefore, await loadShapes(sandbox, modules, { repo: before, like: shapesBefore })).map(({ file, message }) => `${file} ${message}`));
    // what is broken when nothing was planted says nothing about what was planted
    const known = new Set(old && rightRun ? compareTests([old], [rightRun]).broken.map(({ name }) => name) : []);
    const knownProbe = new Set(old && rightRun ? probeFindings(old.probe, rightRun.probe, isOurs).map(({ message, place }) => `${place} ${message}`) : []);

    await use(async (texts) => {
      await sandbox.fill(bytesOf(before, new Map([...right, ...texts])));
      const change = shapeChanges(shapesBefore, await loadShapes(sandbox, modules, { repo: before, like: shapesBefore })).find(({ file, message }) => !knownShapes.has(`${file} ${message}`));
      if (change) return `exports: ${change.file} ${change.message}`;
      const types = typesBefore && (await ownTypeErrors(sandbox, before));
      const [error] = types ? newTypeErrors(typesBefore!, types) : [];
      if (error) return `types: ${error.place} ${error.message}`;
      const now = await run();
      if (!old || !now) return undefined;
      const broken = compareTests([old], [now]).broken.find(({ name }) => !known.has(name));
      if (broken) return `test: ${broken.name}`;
      const seen = probeFindings(old.probe, now.probe, isOurs).find(({ message, place }) => !knownProbe.has(`${place} ${message}`));
      return seen && `probe: ${seen.place ?? ''} ${seen.message}`;
    });
  } finally {
    await sandbox.close();
  }
}

function textsOf(before: ScannedRepo, after: ScannedRepo): Map<FileId, string> {
  const old = new Map(before.files.map(({ id, text }) => [id, text]));
  return new Map(after.files.filter(({ id, text }) => old.get(id) !== text).map(({ id, text }) => [id, text]));
}

function bytesOf(repo: ScannedRepo, texts: ReadonlyMap<FileId, string>): Map<FileId, Buffer> {
  const encodings = new Map(repo.files.map(({ id, encoding }) => [id, encoding]));
  return new Map([...texts].map(([id, text]) => [id, Buffer.from(text, encodings.get(id) ?? 'utf8')]));
}
