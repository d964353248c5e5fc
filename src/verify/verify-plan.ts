// A plan that is not written yet, run in a copy: what it changes in the program is found, and what is to blame is left out of it.
import type { Finding } from '../core/finding.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { isDifferent, type Verification } from '../core/verification.ts';
import type { Replan, Texts } from './executed/bisect.ts';
import { tracedFindings } from './static/check.ts';
import { ParsedFiles } from './static/parsed.ts';
import { treeOf } from './static/tree.ts';
import type { Made } from './typed.ts';
import type { VerifyOptions } from './verify.ts';

export interface VerifyPlanOptions extends Pick<VerifyOptions, 'test' | 'orders' | 'seed' | 'onProgress'> {
  readonly repo: ScannedRepo;
  readonly made: Made;
  /** What the static checks said of the plan. */
  readonly review: readonly Finding[];
  /** Makes the plan again. */
  readonly replan: Replan;
  /** What planning took. */
  readonly analysisSeconds: number;
}

/** What was found, and what to make the plan without. */
export interface VerifiedPlan {
  readonly verification: Verification;
  /** Key of the place -> evidence; empty when the plan can stay as it is. */
  readonly refused: ReadonlyMap<string, string>;
  /** The plan without these shows no difference. */
  readonly isClean: boolean;
}

/** Runs the tree as it is and the tree that the plan makes, and finds what to take out of the plan. Writes nothing. */
export async function verifyPlan({ repo, made, review, replan, analysisSeconds, test, orders, seed = 1, onProgress = () => {} }: VerifyPlanOptions): Promise<VerifiedPlan> {
  const { execute } = await import('./executed/executed.ts');
  const { bytesWith, withTexts } = await import('./executed/symptoms.ts');
  const texts: Texts = new Map(made.changes.map(({ file, after }) => [file, after]));
  const none: ReadonlyMap<FileId, Buffer | null> = new Map();
  const parsed = new ParsedFiles();
  const before = treeOf(repo, parsed);
  const after = treeOf(withTexts(repo, texts), parsed);
  const { changed, becameAsync } = tracedFindings(before, after);
  const { executed, bisected } = await execute({
    before, after, parsed, bytesBefore: none, bytesAfter: bytesWith(repo, none, texts), test, orders, seed, onProgress, findings: review, analysisSeconds, planner: async () => replan,
  });
  const verification: Verification = { against: 'the tree as it is', changed, becameAsync, findings: review, executed, ...(bisected && { takenBack: bisected.takenBack }) };
  return { verification, refused: bisected?.refused ?? new Map(), isClean: bisected ? bisected.isClean : !isDifferent(verification) };
}
