// The parts of a plan that can be carried out alone: decisions that need one another, and all changes of a file.
import { carriedBy, type FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';

/** Changes that are carried out together, each file whole. */
export interface Unit {
  readonly changes: readonly FileChange[];
  /** Ids of their decisions. */
  readonly decisions: ReadonlySet<string>;
}

/**
 * The units of `changes`, in their order. Two files are in one unit when a decision of one needs one of the other, directly
 * or not: the imports of a file are shared by all its decisions, so that a file is never taken apart.
 */
export function unitsOf(plan: MigrationPlan, changes: readonly FileChange[]): Unit[] {
  const parent = new Map<string, string>();
  const root = (file: string): string => {
    let at = file;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const fileOf = new Map<string, string>();
  for (const [file, { decisions }] of Object.entries(plan.files)) {
    parent.set(file, file);
    for (const { id } of decisions) fileOf.set(id, file);
  }
  for (const [file, { decisions }] of Object.entries(plan.files)) {
    for (const need of decisions.flatMap(({ needs }) => needs)) {
      const other = fileOf.get(need);
      if (other !== undefined) parent.set(root(other), root(file));
    }
  }
  // a file that nothing is decided about is there for the decisions that it carries out, which share it
  for (const { file, groups } of changes) {
    if (plan.files[file]) continue;
    parent.set(file, file);
    for (const id of groups.flatMap((group) => group.edits.flatMap((edit) => carriedBy(group, edit)))) parent.set(root(fileOf.get(id) ?? file), root(file));
  }
  const units = new Map<string, { changes: FileChange[]; decisions: Set<string> }>();
  for (const change of changes) {
    const key = root(change.file);
    let unit = units.get(key);
    if (!unit) units.set(key, (unit = { changes: [], decisions: new Set() }));
    unit.changes.push(change);
    for (const { id, verdict } of plan.files[change.file]?.decisions ?? []) if (verdict !== 'keep') unit.decisions.add(id);
  }
  return [...units.values()];
}
