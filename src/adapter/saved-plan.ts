// A saved plan for a host that hands over file by file: reading it once, and the part of it that is about one file.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Decision, MigrationPlan } from '../core/plan.ts';
import type { FileId, SourceFile } from '../core/source.ts';
import { passOf } from '../plan/passes.ts';
import { planFrom } from '../plan/plan-json.ts';

/** The last plan read: a worker asks for the same one again with every file. */
let last: { readonly key: string; readonly plan: MigrationPlan } | undefined;

/**
 * The plan that `--plan` names.
 * @throws Error when there is none that can be used
 */
export function savedPlan(option: unknown): MigrationPlan {
  if (typeof option !== 'string') throw new Error('--plan=<file> needs the name of a plan written by unblock plan --out <file>');
  const file = path.resolve(option);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new Error(`--plan: no file ${file}; unblock plan --out <file> writes a plan`);
  const key = `${file} ${stats.mtimeMs} ${stats.size}`;
  if (last?.key === key) return last.plan;
  const read = planFrom(readFileSync(file, 'utf8'));
  if (read === 'no-plan') throw new Error(`--plan: ${file} is no plan written by unblock plan --out`);
  if ('otherVersion' in read) throw new Error(`--plan: ${file} was written by another version of unblock (plan version ${read.otherVersion}): make a new one`);
  last = { key, plan: read.plan };
  return read.plan;
}

/**
 * What `plan` says about one file, for `transform`; undefined when that is nothing. Of several passes it is those up to the one of
 * `transform`, or that one alone when the earlier ones are carried out already.
 * @returns 'stale' when the file is no longer what the plan was made for
 */
export function partOf(plan: MigrationPlan, { id, hash }: SourceFile, transform: string): MigrationPlan | 'stale' | undefined {
  const entry = plan.files[id];
  const last = plan.passes?.findIndex((pass) => pass.transform === transform) ?? 0;
  const decisions = entry?.decisions.filter((decision) => (plan.passes ? passOf(decision) <= last : decision.transform === transform)) ?? [];
  if (!entry || decisions.length === 0) return undefined;
  const part = (own: readonly Decision[], found: string): MigrationPlan => ({ ...plan, files: { [id]: { hash: found, decisions: own } }, sites: plan.sites.filter(({ file, decision }) => file === id && (!plan.passes || own.some((each) => each.id === decision))), problems: [] });
  if (hash === entry.hash) return part(decisions, hash);
  if (hash !== plan.passes?.[last]?.files[id]) return 'stale';
  const own = decisions.filter((decision) => passOf(decision) === last);
  return own.length > 0 ? part(own, hash) : undefined;
}

/**
 * Files that `plan` changes and a run over these extensions passes over, when `id` is the first of those that it
 * reaches: so the run, which has no end that it could be said at, says it once.
 * @param extensions as jscodeshift has them: comma separated, without dots
 */
export function passedOver(plan: MigrationPlan, id: FileId, extensions: unknown): readonly FileId[] {
  if (typeof extensions !== 'string') return [];
  const known = new Set(extensions.split(',').map((extension) => `.${extension}`));
  const changed = Object.keys(plan.files).filter((file) => plan.files[file]!.decisions.some(({ verdict }) => verdict !== 'keep'));
  const isReached = (file: FileId): boolean => known.has(path.posix.extname(file));
  return changed.find(isReached) === id ? changed.filter((file) => !isReached(file)) : [];
}
