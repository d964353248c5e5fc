// Analysis with types: the plan is made with a checker's answers and made again without what would bring a type error.
import path from 'node:path';
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan, Verdict } from '../core/plan.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { placeKey, versionKey, type Typing } from '../core/typing.ts';
import { stage } from '../isolate/stage.ts';
import { disk } from '../scan/disk.ts';
import type { TypeGate } from './types.ts';

/** How often a plan is made again before all that is typed stays. */
const ROUNDS = 12;

/** What is not done where it brings a type error. */
const WITHDRAWN: ReadonlySet<Verdict> = new Set<Verdict>(['make-async', 'replace-api', 'add-await', 'deadline', 'bound', 'iterate', 'guard', 'fetch', 'cancel', 'pass-signal', 'group', 'close', 'offload', 'bridge', 'flatten-callbacks', 'async-main']);

export interface TypedOptions {
  readonly typing?: Typing;
  /** Functions and calls that must stay, by place, with the compiler's words. */
  readonly refused: ReadonlyMap<string, string>;
}

export interface Made {
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
}

/**
 * Makes a plan with `make` until it brings no type error. Repositories without types cost nothing: the compiler is not
 * even loaded.
 * @param importersOf files of the repository by the file they import
 * @param stageMs what one look at the types may take
 */
export async function makeTyped(repo: ScannedRepo, importersOf: ReadonlyMap<FileId, ReadonlySet<FileId>>, make: (options: TypedOptions) => Made, stageMs?: number): Promise<Made> {
  const refused = new Map<string, string>();
  if (!(await typesMatter(repo))) return make({ refused });
  const [{ RepoPrograms }, { CheckerTyping }, { TypeGate }] = await Promise.all([import('../resolve/program.ts'), import('../resolve/typing.ts'), import('./types.ts')]);
  const programs = new RepoPrograms(repo);
  const typing = new CheckerTyping(programs);
  const gate = new TypeGate(programs, importersOf);
  for (let round = 0; ; round++) {
    const made = make({ typing, refused });
    const faults = stage('checking types', () => gate.faults(made.plan, made.changes), stageMs);
    const fresh = faults.filter(({ key }) => !refused.has(key));
    if (faults.length === 0) return made;
    for (const { key, message } of fresh) refused.set(key, message);
    // nothing left to blame, or no end in sight: whatever touches the types stays
    if (fresh.length === 0 || round >= ROUNDS) refuseAll(made.plan, faults[0]!.message, refused);
    if (round > ROUNDS + 1) throw new Error(`type errors do not go away: ${faults[0]!.message}`);
  }
}

/** The type gate of a repository, for plans that are made already; undefined where no types are checked. */
export async function typeGateOf(repo: ScannedRepo, importersOf: ReadonlyMap<FileId, ReadonlySet<FileId>>): Promise<TypeGate | undefined> {
  if (!(await typesMatter(repo))) return undefined;
  const [{ RepoPrograms }, { TypeGate }] = await Promise.all([import('../resolve/program.ts'), import('./types.ts')]);
  return new TypeGate(new RepoPrograms(repo), importersOf);
}

function refuseAll(plan: MigrationPlan, message: string, refused: Map<string, string>): void {
  for (const { decisions } of Object.values(plan.files)) {
    for (const { file, span, verdict, data } of decisions) {
      if (verdict === 'twin') refused.set(versionKey({ file, span }), message);
      else if (data?.['copy'] === undefined && WITHDRAWN.has(verdict)) refused.set(placeKey({ file, span }), message);
    }
  }
}

/** Types of any kind: those that are checked in the code itself, or declarations that stand beside scripts. */
const typesMatter = async (repo: ScannedRepo): Promise<boolean> => repo.files.some(({ dialect }) => dialect === 'dts') || (await typesBindCalls(repo));

/** True when calls may be resolved by types: TypeScript, or scripts that are checked, which a configuration may say. */
export async function typesBindCalls(repo: ScannedRepo): Promise<boolean> {
  if (repo.files.some(({ text }) => text.includes('@ts-check'))) return true;
  // a handful of TypeScript files (a documentation site, say) in a JavaScript repository says nothing about its types
  const typed = repo.files.filter(({ dialect }) => dialect === 'ts' || dialect === 'tsx').length;
  if (typed > 0 && typed >= repo.files.length / 5) return true;
  // only the root's own configuration: one of a nested package (docs, examples) is about that package
  for (const name of ['tsconfig.json', 'jsconfig.json']) {
    if (await disk.follow(path.join(repo.root, name)).then(() => true, () => false)) return true;
  }
  return false;
}
