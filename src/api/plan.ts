// Planning: understands a repository and decides everything. Writes nothing and runs none of its code.
import { realpathSync } from 'node:fs';
import type { MigrationPlan, PlanOptions } from '../core/plan.ts';
import type { Analysis, AnalyseOptions } from '../pipeline.ts';
import { changedSince } from '../scan/changed-since.ts';
import { analyseBuffered, idBelow, type Buffered } from './buffered.ts';
import { UnblockError } from './error.ts';
import { partOf, type Shard, shardHolds } from './part.ts';
import { plannedOf, type Planned } from './planned.ts';

/** What a plan is made of. `publicApi` is `keep` when left out, `transforms` are the recommended ones; no configuration file is read. */
export interface PlanRequest extends Partial<PlanOptions> {
  /** Folder of the repository. Default: the current one. */
  readonly root?: string;
  /** Only calls in files that differ from this commit are migrated and reported; all files are analysed. */
  readonly since?: string;
  /** Only one part of the report: plans of all parts add up to the whole one. */
  readonly shard?: Shard;
  /** The text of one file as an editor has it, in place of what is on the disk; only this file is changed and reported. */
  readonly buffer?: Buffered;
  /** Called as stages go by; `total` is 0 when unknown. */
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** What plans are made with. */
export interface Analyser {
  analyse(options: AnalyseOptions): Promise<Analysis>;
  planner(options: AnalyseOptions): Promise<(refused: ReadonlyMap<string, string>) => Promise<Analysis>>;
}

/** The real thing, loaded when it is used. */
const pipeline: Analyser = {
  analyse: async (options) => (await import('../pipeline.ts')).analyse(options),
  planner: async (options) => (await import('../pipeline.ts')).plannerOf(options),
};

/**
 * Decides everything about the repository at `root`.
 * @throws UnblockError 'usage' for an unknown transform, folder or commit; ScanError when there is no source file
 */
export async function plan(request: PlanRequest = {}): Promise<Planned> {
  const { transforms: known } = await import('../../transforms/index.ts');
  const unknown = request.transforms?.find((name) => !known.some((transform) => transform.name === name));
  if (unknown !== undefined) throw new UnblockError('usage', `there is no transform '${unknown}' (${known.map(({ name }) => name).join(', ')})`);
  const transforms = request.transforms ?? known.filter(({ recommended }) => recommended).map(({ name }) => name);
  return planUsing(pipeline, { ...request, root: realRoot(request.root ?? '.'), transforms });
}

/** The same with names and folder already checked. */
export async function planUsing(analyser: Analyser, request: PlanRequest & Required<Pick<PlanRequest, 'root' | 'transforms'>>): Promise<Planned> {
  const { since, buffer, shard, ...rest } = request;
  const { root, publicApi = 'keep', onProgress } = rest;
  const options: AnalyseOptions = { ...rest, publicApi };
  if (buffer) {
    const id = idBelow(root, buffer.file);
    return partOf(plannedOf(await analyseBuffered(analyser, options, { file: id, text: buffer.text })), { reported: (file) => file === id });
  }
  const changed = since === undefined ? undefined : await filesSince(root, since);
  const leftOut: AnalyseOptions['leftOut'] = changed && (({ file }) => (changed.has(file) ? undefined : `its file does not differ from ${since}`));
  const analysis = await analyser.analyse({ ...options, ...(leftOut && { leftOut }) });
  onProgress?.('preview', 0, 0);
  const planned = plannedOf(analysis);
  if (!changed && !shard) return planned;
  return partOf(planned, {
    ...(changed && { reported: (file) => changed.has(file) }),
    ...(shard && { held: (file) => shardHolds(shard, file) }),
  });
}

/** @throws UnblockError 'usage' when git knows no such commit */
export async function filesSince(root: string, ref: string): Promise<ReadonlySet<string>> {
  const changed = await changedSince(root, ref);
  if (!changed) throw new UnblockError('usage', `git knows no commit '${ref}' in ${root}: --since takes a branch, a tag or a commit`);
  return changed;
}

/**
 * A saved plan with the changes it stands for.
 * @throws UnblockError 'refused' when a file is no longer what it was
 */
export async function planFromSaved(saved: MigrationPlan, root = '.'): Promise<Planned> {
  const real = realRoot(root);
  const [{ changesForPlan }, { scan }] = await Promise.all([import('../pipeline.ts'), import('../scan/scan.ts')]);
  const repo = await scan(real);
  const hashes = new Map(repo.files.map(({ id, hash }) => [id, hash]));
  const stale = Object.entries(saved.files).filter(([file, { hash }]) => hashes.get(file) !== hash).map(([file]) => file);
  if (stale.length > 0) throw new UnblockError('refused', `stale plan: ${stale.join(', ')} changed since it was made`, stale);
  return plannedOf({ repo, plan: saved, changes: await changesForPlan(real, saved) });
}

/** The folder without symlinks. @throws UnblockError 'usage' when there is none */
export function realRoot(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    throw new UnblockError('usage', `there is no folder ${root}`);
  }
}
