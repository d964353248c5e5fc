// Decisions -> the plan, and the plan -> changes; a file that its rewriting or the gate rejects is withdrawn with all that depends on it.
import type { FileChange } from '../core/edit.ts';
import { isRoot } from '../core/plan.ts';
import type { Decision, MigrationPlan, Note, PlanOptions, Problem, ReasonCode, SiteOutcome } from '../core/plan.ts';
import type { OffloadVerdict } from '../core/offload.ts';
import type { ScannedRepo, SourceFile } from '../core/source.ts';
import { composed } from '../edits/compose.ts';
import { bounded } from '../isolate/bounded.ts';
import { isCancelling, isStructured, rewriteSignals } from '../rewrite/cancel/write-signals.ts';
import { withAddedDependencies } from '../rewrite/added-dependencies.ts';
import { isBounding, rewriteBounds } from '../rewrite/bounds/write-bounds.ts';
import { isDeadlines, rewriteDeadlines } from '../rewrite/deadlines/write-deadlines.ts';
import { isGuards, rewriteGuards } from '../rewrite/guards/write-guards.ts';
import { isIterating, rewriteStreams } from '../rewrite/collected-streams.ts';
import { isCoroutines, rewriteCoroutines } from '../rewrite/coroutines.ts';
import { generatedChanges } from '../rewrite/offload/files.ts';
import { isFetch, rewriteFetch } from '../rewrite/fetch/rewrite-fetch.ts';
import { isFlattening, rewriteChains } from '../rewrite/flatten/rewrite-chains.ts';
import { isFlatteningCallbacks, rewriteCallbacks } from '../rewrite/flatten/rewrite-callbacks.ts';
import { isClosing, rewriteClosing } from '../rewrite/shutdown/write-closing.ts';
import { rewriteFile } from '../rewrite/rewrite-file.ts';
import { rejectOutput } from '../verify/output-gate.ts';
import { Dependence } from './dependence.ts';
import { asInPass, passOf, withText } from './passes.ts';

/** Puts decisions in order per file, with the hash of the text they were made for. */
export function buildPlan(repo: ScannedRepo, decided: { readonly decisions: readonly Decision[]; readonly sites: readonly SiteOutcome[]; readonly notes?: readonly Note[]; readonly offloads?: readonly OffloadVerdict[] }, problems: readonly Problem[], options: PlanOptions): MigrationPlan {
  const hashes = new Map(repo.files.map((f) => [f.id, f.hash]));
  const files: Record<string, { hash: string; decisions: Decision[] }> = {};
  for (const decision of decided.decisions) (files[decision.file] ??= { hash: hashes.get(decision.file)!, decisions: [] }).decisions.push(decision);
  const notes = decided.notes ?? [];
  return { version: 1, options, files, sites: decided.sites, problems, ...(notes.length > 0 ? { notes } : {}), ...(decided.offloads?.length ? { offloads: decided.offloads } : {}) };
}

const allOf = ({ files }: MigrationPlan): Decision[] => Object.values(files).flatMap(({ decisions }) => decisions);

/** Why changes are taken out of a plan, and how their sites end. */
export interface Withdrawal {
  readonly outcome: 'failed' | 'refused';
  readonly code: ReasonCode;
  readonly message: (decision: Decision) => string;
}

/** The id of a decision when what it decided about stays. */
const keptId = (id: string): string => id.replace(/:[\w-]+$/, ':keep');

/** Takes decisions out of a plan; files without changes keep only what they refuse. */
export function without(plan: MigrationPlan, fallen: ReadonlySet<string>, { outcome, code, message }: Withdrawal): MigrationPlan {
  const files: Record<string, { hash: string; decisions: readonly Decision[] }> = {};
  const said = new Map<string, string>();
  for (const [id, entry] of Object.entries(plan.files)) {
    const decisions = entry.decisions.flatMap((d): Decision[] => {
      if (!fallen.has(d.id)) return [d];
      if (!isRoot(d)) return [];
      const at = { file: d.file, line: d.line, column: 1, span: d.span };
      said.set(d.id, message(d));
      return [{ ...d, id: keptId(d.id), verdict: 'keep', cause: { kind: 'hazard', code, at, message: message(d) }, alsoBecause: [], needs: [] }];
    });
    if (decisions.length > 0) files[id] = { ...entry, decisions };
  }
  const sites = plan.sites.map((s): SiteOutcome => (fallen.has(s.decision) ? { ...s, outcome, reason: code, message: said.get(s.decision) ?? code, decision: keptId(s.decision) } : s));
  return { ...plan, files, sites };
}

/** Takes the changes of a file from this pass on out of a plan, with those that fall with them: their sites end as failed. */
function withdraw(plan: MigrationPlan, file: string, pass: number, problem: Problem): MigrationPlan {
  const dependence = new Dependence(allOf(plan));
  const fallen = dependence.idsOf(dependence.fall(dependence.indexes(plan.files[file]!.decisions.filter((decision) => passOf(decision) >= pass).map(({ id }) => id))));
  const left = without(plan, fallen, { outcome: 'failed', code: 'tool-failure', message: () => problem.message });
  return { ...left, problems: [...plan.problems, problem] };
}

/** Changes by file, with the decisions they were made for. */
export type Ready = ReadonlyMap<string, { readonly decisions: string; readonly change: FileChange }>;

const keyOf = (active: readonly Decision[]): string => active.map(({ id }) => id).join('\n');

/** The changes of a plan that was carried out, for carrying out a part of it. */
export function readyOf(plan: MigrationPlan, changes: readonly FileChange[]): Ready {
  return new Map(changes.map((change) => [change.file, { decisions: keyOf((plan.files[change.file]?.decisions ?? []).filter(({ verdict }) => verdict !== 'keep')), change }]));
}

export interface RewriteOptions {
  /** Changes that need not be made again. */
  readonly ready?: Ready;
  /** What one file may take of the processor, in milliseconds. */
  readonly deadlineMs?: number;
}

/** A file that a pass cannot be carried out on. */
class Rejected extends Error {
  readonly pass: number;
  readonly problem: Problem;

  constructor(pass: number, problem: Problem) {
    super(problem.message);
    this.pass = pass;
    this.problem = problem;
  }
}

/** How decisions of one pass are written, by what they decide; those that nobody claims make functions async. */
const REWRITERS: readonly (readonly [claims: (decisions: readonly Decision[]) => boolean, rewrite: typeof rewriteFile])[] = [
  [isFlattening, rewriteChains],
  [isClosing, rewriteClosing],
  [isCancelling, rewriteSignals],
  [isStructured, rewriteSignals],
  [isDeadlines, rewriteDeadlines],
  [isBounding, rewriteBounds],
  [isGuards, rewriteGuards],
  [isFetch, rewriteFetch],
  [isIterating, rewriteStreams],
  [isCoroutines, rewriteCoroutines],
  [isFlatteningCallbacks, rewriteCallbacks],
];

const rewriterOf = (decisions: readonly Decision[]): typeof rewriteFile => REWRITERS.find(([claims]) => claims(decisions))?.[1] ?? rewriteFile;

/** What one pass makes of a file. @throws Rejected */
function changeIn(pass: number, source: SourceFile, decisions: readonly Decision[], deadlineMs: number | undefined): FileChange {
  const { id } = source;
  let made: { readonly change: FileChange; readonly reason: string | undefined };
  try {
    made = bounded(() => {
      const change = rewriterOf(decisions)(source, decisions);
      return { change, reason: rejectOutput(change, source) };
    }, deadlineMs);
  } catch (error) {
    throw new Rejected(pass, { file: id, code: 'tool-failure', message: `rewriting it failed: ${(error as Error).message}` });
  }
  if (made.reason !== undefined) throw new Rejected(pass, { file: id, code: 'output-rejected', message: made.reason });
  return made.change;
}

/**
 * What all passes make of a file, one after the other.
 * @param active decisions of `plan` about the file that change something; with one of a later pass, all of the earlier ones
 * @throws Error when they do not fit the text, or a gate rejects what they make
 */
export function changeOf(source: SourceFile, active: readonly Decision[], { passes = [] }: Pick<MigrationPlan, 'passes'>, deadlineMs?: number): FileChange {
  let change: FileChange | undefined;
  for (const pass of [...new Set(active.map(passOf))].sort((a, b) => a - b)) {
    const text = change ? withText(source, change.after) : source;
    if (text.hash !== (passes[pass]?.files[source.id] ?? source.hash)) throw new Rejected(pass, { file: source.id, code: 'tool-failure', message: 'the earlier passes make another text of it' });
    const made = changeIn(pass, text, active.filter((decision) => passOf(decision) === pass).map(asInPass), deadlineMs);
    change = change ? composed(change, made) : made;
  }
  return change ?? { file: source.id, before: source.text, after: source.text, groups: [] };
}

/**
 * Rewrites every file of the plan.
 *
 * @returns the changes in file order, and the plan without what had to be withdrawn.
 */
export function rewriteAll(plan: MigrationPlan, repo: ScannedRepo, { ready = new Map(), deadlineMs }: RewriteOptions = {}): { plan: MigrationPlan; changes: FileChange[] } {
  const sources = new Map(repo.files.map((f) => [f.id, f]));
  let current = plan;
  const done = new Map(ready);
  for (;;) {
    let rejected: Rejected | undefined;
    for (const [id, { decisions }] of Object.entries(current.files)) {
      const active = decisions.filter((d) => d.verdict !== 'keep');
      if (active.length === 0) continue;
      const key = keyOf(active);
      if (done.get(id)?.decisions === key) continue;
      const source = sources.get(id);
      try {
        if (!source) throw new Rejected(0, { file: id, code: 'tool-failure', message: 'rewriting it failed: the file is gone' });
        done.set(id, { decisions: key, change: changeOf(source, active, current, deadlineMs) });
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        rejected = error;
        break;
      }
    }
    if (!rejected) break;
    current = withdraw(current, rejected.problem.file, rejected.pass, rejected.problem);
  }
  const changes: FileChange[] = [];
  for (const [id, { decisions }] of Object.entries(current.files)) {
    if (decisions.some((d) => d.verdict !== 'keep')) changes.push(done.get(id)!.change);
  }
  const generated = withAddedDependencies(generatedChanges(allOf(current), repo), allOf(current), repo);
  const { generated: _, ...bare } = current;
  return {
    plan: generated.length === 0 ? bare : { ...bare, generated: generated.map(({ file, creates = false }) => ({ file, creates })) },
    changes: [...changes.filter((c) => c.before !== c.after), ...generated].sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
}
