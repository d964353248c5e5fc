// Planning for one file as an editor has it: its text is given, and no other file may change.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { placeKey } from '../core/typing.ts';
import type { Analysis, AnalyseOptions } from '../pipeline.ts';
import { UnblockError } from './error.ts';
import type { Analyser } from './plan.ts';

/** A file in an editor. */
export interface Buffered {
  /** Absolute, or relative to the root. */
  readonly file: string;
  /** Its content; bytes are decoded as those of a file are. */
  readonly text: string | Uint8Array;
}

/**
 * The analysis in which `buffer` is the only file that changes: a call whose migration would change another one stays.
 * @throws UnblockError 'usage' when the file is none that is read
 */
export async function analyseBuffered(analyser: Analyser, options: AnalyseOptions, buffer: Buffered & { readonly file: FileId }): Promise<Analysis> {
  const id = buffer.file;
  const elsewhere = new Map<string, string>();
  const leftOut: AnalyseOptions['leftOut'] = (place) => (place.file === id ? elsewhere.get(placeKey(place)) : 'it stands in another file');
  const planned = await analyser.planner({ ...options, leftOut, texts: new Map([[id, buffer.text]]) });
  for (;;) {
    const analysis = await planned(new Map());
    if (!analysis.repo.files.some((file) => file.id === id)) throw new UnblockError('usage', `${buffer.file} is no source file that unblock reads under ${options.root}`);
    const others = reachingOut(analysis, id);
    if (others.size === 0) return analysis;
    for (const [key, files] of others) elsewhere.set(key, `${[...files].sort().slice(0, 3).join(', ')} would have to change with it`);
  }
}

/** The replaced calls of `id` that other files change for: key of the place -> those files. All of them, when nothing connects them. */
function reachingOut({ plan, changes }: Analysis, id: FileId): Map<string, Set<FileId>> {
  const found = new Map<string, Set<FileId>>();
  const outside = new Set(changes.map(({ file }) => file).filter((file) => file !== id));
  if (outside.size === 0) return found;
  const decisions = Object.values(plan.files).flatMap(({ decisions }) => decisions);
  const needs = new Map(decisions.map((decision) => [decision.id, decision]));
  const seeds = decisions.filter(({ file, verdict }) => file === id && (verdict === 'replace-api' || verdict === 'add-await' || verdict === 'offload'));
  for (const seed of seeds) {
    const reached = new Set([seed.id]);
    for (const each of reached) for (const need of needs.get(each)?.needs ?? []) reached.add(need);
    const files = new Set([...reached].map((each) => needs.get(each)?.file).filter((file) => file !== undefined && outside.has(file)) as FileId[]);
    if (files.size > 0) found.set(placeKey(seed), files);
  }
  if (found.size === 0) for (const seed of seeds) found.set(placeKey(seed), outside);
  return found;
}

/** @throws UnblockError 'usage' when `file` does not lie under `root` */
export function idBelow(root: string, file: string): FileId {
  const absolute = path.resolve(root, file);
  const id = path.relative(root, path.join(realFolder(path.dirname(absolute)), path.basename(absolute))).split(path.sep).join('/');
  if (id === '' || id === '..' || id.startsWith('../') || path.isAbsolute(id)) throw new UnblockError('usage', `${file} does not lie under ${root}: --root names the folder of the repository`);
  return id;
}

/** The folder without symlinks, if there is one. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
