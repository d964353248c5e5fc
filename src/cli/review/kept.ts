// What is kept of a review between two runs: the options of its plan, the files it saw, and the answers.
import type { MigrationPlan, PublicApiPolicy } from '../../core/plan.ts';
import type { FileId } from '../../core/source.ts';
import type { EditedPart } from '../../plan/edited.ts';
import type { SavedReview } from '../../write/reviews.ts';
import type { CommonOptions } from '../program.ts';
import type { Said } from './review.ts';

/** What a review is about: the command line it was begun with, and what the files were. */
export interface About {
  /** Transforms that were named. */
  readonly names: readonly string[];
  /** Only calls in files that differ from this commit. */
  readonly since?: string | undefined;
  readonly options: Pick<CommonOptions, 'all' | 'publicApi' | 'include' | 'exclude' | 'config' | 'timeout' | 'timeoutConstants' | 'concurrency'>;
  /** Hashes of the files that the plan says something about. */
  readonly hashes: Readonly<Record<FileId, string>>;
  /** How many changes there were. */
  readonly changes: number;
}

/** The hashes of all files that a plan says something about. */
export const hashesOf = ({ files }: MigrationPlan): Record<FileId, string> => Object.fromEntries(Object.entries(files).map(([file, { hash }]) => [file, hash]));

/** Files of `plan` that are not as the review saw them. */
export function changedSince({ hashes }: About, plan: MigrationPlan): Set<FileId> {
  return new Set(Object.entries(plan.files).flatMap(([file, { hash }]) => (Object.hasOwn(hashes, file) && hashes[file] === hash ? [] : [file])));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isPolicy = (value: unknown): value is PublicApiPolicy => value === 'keep' || value === 'dual' || value === 'break';

/** What a saved review is about; undefined when its file is damaged. */
export function aboutOf({ about }: SavedReview): About | undefined {
  if (!isRecord(about) || !isRecord(about['options'])) return undefined;
  const { names, since, hashes, changes } = about;
  const { all, publicApi, include, exclude, config, timeout, timeoutConstants, concurrency } = about['options'];
  const isFine =
    isTexts(names) && (since === undefined || typeof since === 'string') && typeof all === 'boolean' && (publicApi === undefined || isPolicy(publicApi)) && (include === undefined || isTexts(include)) && (exclude === undefined || isTexts(exclude)) &&
    (timeout === undefined || isTexts(timeout)) && (timeoutConstants === undefined || typeof timeoutConstants === 'boolean') && (concurrency === undefined || isOffset(concurrency)) && (config === undefined || typeof config === 'string') && isRecord(hashes) && Object.values(hashes).every((hash) => typeof hash === 'string') && isOffset(changes);
  return isFine ? { names, since, options: { all, publicApi, include, exclude, config, ...(timeout && { timeout }), ...(timeoutConstants && { timeoutConstants }), ...(concurrency !== undefined && { concurrency }) }, hashes: hashes as Record<string, string>, changes } : undefined;
}

function partOf(value: unknown): EditedPart[] {
  if (!isRecord(value) || !isRecord(value['span'])) return [];
  const { file, span, text, ids } = value;
  const { start, end } = span as Record<string, unknown>;
  const isFine = typeof file === 'string' && typeof text === 'string' && isTexts(ids) && ids.length > 0 && isOffset(start) && isOffset(end) && start <= end;
  return isFine ? [{ file, span: { start, end }, text, ids }] : [];
}

/** The answers of a saved review that can be understood. */
export function answersOf({ answers }: SavedReview): Said[] {
  return answers.flatMap((value): Said[] => {
    if (!isRecord(value)) return [];
    const { say, ids, part, parts } = value;
    if ((say === 'y' || say === 'n') && isTexts(ids)) return [{ say, ids }];
    if (say === 'w' && isTexts(ids) && Array.isArray(parts)) return [{ say, ids, parts: parts.flatMap(partOf) }];
    return say === 'e' ? partOf(part).map((each) => ({ say, part: each })) : [];
  });
}
