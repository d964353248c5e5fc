// The whole of verify: finds the tree before, checks the one after against it, and runs both in a copy when it was asked to.
import type { FileChange } from '../core/edit.ts';
import type { Verification } from '../core/verification.ts';
import { readDocuments } from '../scan/documents.ts';
import { scan } from '../scan/scan.ts';
import { comparisonOf } from './before.ts';
import type { Replan } from './executed/bisect.ts';
import { checkTrees } from './static/check.ts';
import { docCalls } from './static/doc-calls.ts';
import { ParsedFiles } from './static/parsed.ts';
import { treeOf } from './static/tree.ts';

export interface VerifyOptions {
  readonly root: string;
  /** A session of unblock or a commit; the last session, else HEAD, when left out. */
  readonly against: string | undefined;
  /** Execute nothing. */
  readonly isStatic: boolean;
  /** How the tests are run; `npm test` when left out. */
  readonly test: string | undefined;
  /** Orders in which answers of Node are delayed while the tests run once more: random, reverse, slow-first; one when there is time for it, when left out. */
  readonly orders?: readonly string[] | undefined;
  readonly seed?: number;
  /**
   * Given to find out what is to blame for a difference: makes the plan of the tree in a folder, and makes it again.
   * `command` is the command line that the session was made with, when it is known.
   */
  readonly planner?: (root: string, command: string | undefined) => Promise<Replan>;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** A verification, and what leads from the tree as it is to the one without what is to blame. */
export interface Verified extends Verification {
  readonly rest?: { readonly changes: readonly FileChange[]; readonly isClean: boolean };
}

/**
 * Verifies the tree at `root`.
 * @returns undefined when there is nothing to compare it with
 * @throws ScanError, WriteError as scanning and reading sessions do
 */
export async function verifyTree({ root, against, isStatic, test, orders, seed = 1, planner, onProgress = () => {} }: VerifyOptions): Promise<Verified | undefined> {
  const begun = performance.now();
  const after = await scan(root);
  onProgress('compare', 0, 1);
  const comparison = await comparisonOf(after, against);
  if (!comparison) return undefined;
  onProgress('static checks', 0, 1);
  const parsed = new ParsedFiles();
  const before = treeOf(comparison.before, parsed);
  const now = treeOf(after, parsed);
  const inCode = checkTrees(before, now);
  const inDocuments = inCode.becameAsync === 0 ? [] : docCalls(before, now, await readDocuments(root));
  const checked = { against: comparison.against, ...inCode, findings: [...inCode.findings, ...inDocuments] };
  if (isStatic || checked.changed.length === 0) return checked;
  const { execute } = await import('./executed/executed.ts');
  const { executed, bisected } = await execute({ before, after: now, parsed, bytesBefore: comparison.bytesBefore, bytesAfter: new Map(), analysisSeconds: (performance.now() - begun) / 1000, test, orders, seed, onProgress, findings: checked.findings, ...(planner && { planner: async (folder: string) => await planner(folder, comparison.command) }) });
  if (!bisected) return { ...checked, executed };
  const changes = after.files.flatMap(({ id, text }) => {
    const other = bisected.texts.get(id) ?? comparison.before.files.find((file) => file.id === id)?.text;
    return other === undefined || other === text ? [] : [{ file: id, before: text, after: other, groups: [] }];
  });
  return { ...checked, executed, takenBack: bisected.takenBack, rest: { changes, isClean: bisected.isClean } };
}
