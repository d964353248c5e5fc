// A part of a planned repository: the files that somebody wants to hear of, or one of several parts that add up.
import type { FileId } from '../core/source.ts';
import { summaryOf, type Planned } from './planned.ts';

/** Part `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Whether a file belongs to a part: by its name alone, so that every machine agrees. */
export function shardHolds({ index, count }: Shard, file: FileId): boolean {
  // FNV-1a
  let hash = 0x811c9dc5;
  for (let i = 0; i < file.length; i++) hash = Math.imul(hash ^ file.charCodeAt(i), 0x01000193) >>> 0;
  return hash % count === index - 1;
}

export interface PartOptions {
  /** Files whose calls and problems are told. Changes elsewhere stay, when they come with these. */
  readonly reported?: (file: FileId) => boolean;
  /** Files of which anything is held: nothing of the others is left. */
  readonly held?: (file: FileId) => boolean;
}

/** The part of `planned`; causes are still looked up in the whole plan. */
export function partOf(planned: Planned, { reported = () => true, held = () => true }: PartOptions): Planned {
  const { plan, explainer } = planned;
  const told = (file: FileId): boolean => held(file) && reported(file);
  const files = Object.entries(plan.files).filter(([file, { decisions }]) => held(file) && (reported(file) || decisions.some(({ verdict }) => verdict !== 'keep')));
  const part = { ...plan, files: Object.fromEntries(files), sites: plan.sites.filter(({ file }) => told(file)), problems: plan.problems.filter(({ file }) => told(file)), ...(plan.notes && { notes: plan.notes.filter(({ file }) => told(file)) }) };
  const changes = planned.changes.filter(({ file }) => held(file));
  return { ...planned, plan: part, changes, summary: summaryOf(part, changes, explainer) };
}
