// Decisions -> the plan, and the plan -> changes; a file that its rewriting or the gate rejects is withdrawn with all that depends on it.
import type { FileChange } from '../core/edit.ts';
import type { Decision, MigrationPlan, Note, PlanOptions, Problem, SiteOutcome } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { isFlattening, rewriteChains } from '../rewrite/flatten/rewrite-chains.ts';
import { rewriteFile } from '../rewrite/rewrite-file.ts';
import { rejectOutput } from '../verify/output-gate.ts';

/** Puts decisions in order per file, with the hash of the text they were made for. */
export function buildPlan(repo: ScannedRepo, decided: { readonly decisions: readonly Decision[]; readonly sites: readonly SiteOutcome[]; readonly notes?: readonly Note[] }, problems: readonly Problem[], options: PlanOptions): MigrationPlan {
  const hashes = new Map(repo.files.map((f) => [f.id, f.hash]));
  const files: Record<string, { hash: string; decisions: Decision[] }> = {};
  for (const decision of decided.decisions) (files[decision.file] ??= { hash: hashes.get(decision.file)!, decisions: [] }).decisions.push(decision);
  const notes = decided.notes ?? [];
  return { version: 1, options, files, sites: decided.sites, problems, ...(notes.length > 0 ? { notes } : {}) };
}

const allOf = ({ files }: MigrationPlan): Decision[] => Object.values(files).flatMap(({ decisions }) => decisions);

/** `start`, and all that `next` leads to from there. */
function reached(start: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(start);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}

/** Ids of decisions that fall when those in `fallen` do. */
function closure(plan: MigrationPlan, fallen: ReadonlySet<string>): Set<string> {
  const neededBy = new Map<string, string[]>();
  for (const { id, needs } of allOf(plan)) {
    for (const need of needs) {
      const known = neededBy.get(need);
      if (known) known.push(id);
      else neededBy.set(need, [id]);
    }
  }
  return reached(fallen, neededBy);
}

/** What changes begin with, and what sites are about. */
const isRoot = (verdict: Decision['verdict']): boolean => verdict === 'replace-api' || verdict === 'flatten';

/** Ids of decisions that some replaced call leads to, those in `fallen` aside. */
function ledTo(decisions: readonly Decision[], fallen: ReadonlySet<string>): Set<string> {
  const roots = decisions.filter(({ id, verdict }) => isRoot(verdict) && !fallen.has(id));
  return reached(roots.map(({ id }) => id), new Map(decisions.map(({ id, needs }) => [id, needs])));
}

/** Ids of decisions that only `fallen` ones led to: the await of a call that waits for nothing any more. */
function orphans(plan: MigrationPlan, fallen: ReadonlySet<string>): string[] {
  const decisions = allOf(plan);
  const left = ledTo(decisions, fallen);
  return [...ledTo(decisions, new Set())].filter((id) => !left.has(id));
}

/** Takes decisions out of a plan: their sites end as failed, and files without changes keep only what they refuse. */
function withdraw(plan: MigrationPlan, file: string, problem: Problem): MigrationPlan {
  const dependent = closure(plan, new Set(plan.files[file]!.decisions.filter((d) => d.verdict !== 'keep').map((d) => d.id)));
  const fallen = new Set([...dependent, ...orphans(plan, dependent)]);
  const files: Record<string, { hash: string; decisions: readonly Decision[] }> = {};
  for (const [id, entry] of Object.entries(plan.files)) {
    const decisions = entry.decisions.flatMap((d): Decision[] => {
      if (!fallen.has(d.id)) return [d];
      if (!isRoot(d.verdict)) return [];
      const at = { file: d.file, line: d.line, column: 1, span: d.span };
      return [{ ...d, id: d.id.replace(/:(replace-api|flatten)$/, ':keep'), verdict: 'keep', cause: { kind: 'hazard', code: 'tool-failure', at, message: problem.message }, alsoBecause: [], needs: [] }];
    });
    if (decisions.length > 0) files[id] = { ...entry, decisions };
  }
  const sites = plan.sites.map((s): SiteOutcome => (fallen.has(s.decision) ? { ...s, outcome: 'failed', reason: 'tool-failure', message: problem.message, decision: s.decision.replace(/:(replace-api|flatten)$/, ':keep') } : s));
  return { ...plan, files, sites, problems: [...plan.problems, problem] };
}

/**
 * Rewrites every file of the plan.
 *
 * @returns the changes in file order, and the plan without what had to be withdrawn.
 */
export function rewriteAll(plan: MigrationPlan, repo: ScannedRepo): { plan: MigrationPlan; changes: FileChange[] } {
  const sources = new Map(repo.files.map((f) => [f.id, f]));
  let current = plan;
  const done = new Map<string, { decisions: string; change: FileChange }>();
  for (;;) {
    let rejected: { file: string; problem: Problem } | undefined;
    for (const [id, { decisions }] of Object.entries(current.files)) {
      const active = decisions.filter((d) => d.verdict !== 'keep');
      if (active.length === 0) continue;
      const key = active.map((d) => d.id).join('\n');
      if (done.get(id)?.decisions === key) continue;
      const source = sources.get(id);
      try {
        if (!source) throw new Error('the file is gone');
        const change = isFlattening(active) ? rewriteChains(source, active) : rewriteFile(source, active);
        const reason = rejectOutput(change, source);
        if (reason !== undefined) rejected = { file: id, problem: { file: id, code: 'output-rejected', message: reason } };
        else done.set(id, { decisions: key, change });
      } catch (error) {
        rejected = { file: id, problem: { file: id, code: 'tool-failure', message: `rewriting it failed: ${(error as Error).message}` } };
      }
      if (rejected) break;
    }
    if (!rejected) break;
    current = withdraw(current, rejected.file, rejected.problem);
  }
  const changes: FileChange[] = [];
  for (const [id, { decisions }] of Object.entries(current.files)) {
    if (decisions.some((d) => d.verdict !== 'keep')) changes.push(done.get(id)!.change);
  }
  return { plan: current, changes: changes.filter((c) => c.before !== c.after).sort((a, b) => (a.file < b.file ? -1 : 1)) };
}
