// Plans as JSON: what a saved plan must look like before anything is done with it.
import path from 'node:path';
import type { MigrationPlan } from '../core/plan.ts';

/** A plan read back, or why it is none: written by another version, or something else altogether. */
export type ReadPlan = { readonly plan: MigrationPlan } | { readonly otherVersion: number } | 'no-plan';

/** Reads the text of a saved plan; nothing in it is trusted to have the right shape. */
export function planFrom(text: string): ReadPlan {
  const value = parsed(text);
  if (isPlan(value)) return { plan: value };
  const version = isRecord(value) ? value['version'] : undefined;
  return typeof version === 'number' && version !== 1 ? { otherVersion: version } : 'no-plan';
}

/** The text that a plan is saved as. */
export const planText = (plan: MigrationPlan): string => `${JSON.stringify(plan, null, 1)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSpan = (value: unknown): boolean => isRecord(value) && Number.isInteger(value['start']) && Number.isInteger(value['end']);

/** A path below the root: nothing absolute, nothing that climbs. */
const isFileId = (id: unknown): boolean =>
  typeof id === 'string' && id !== '' && !path.isAbsolute(id) && !id.includes('\\') && id.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

const isDecision = (value: unknown, file: string): boolean =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  value['file'] === file &&
  isSpan(value['span']) &&
  typeof value['verdict'] === 'string' &&
  isRecord(value['cause']) &&
  Array.isArray(value['alsoBecause']) &&
  Array.isArray(value['needs']) &&
  (value['pass'] === undefined || (isRecord(value['pass']) && Number.isInteger(value['pass']['index']) && isSpan(value['pass']['span'])));

const isEntry = (file: string, value: unknown): boolean =>
  isFileId(file) &&
  isRecord(value) &&
  typeof value['hash'] === 'string' &&
  Array.isArray(value['decisions']) &&
  value['decisions'].every((decision) => isDecision(decision, file));

const isPass = (value: unknown): boolean => isRecord(value) && typeof value['transform'] === 'string' && isRecord(value['files']) && Object.entries(value['files']).every(([file, hash]) => isFileId(file) && typeof hash === 'string');

const isSite = (value: unknown): boolean => isRecord(value) && isFileId(value['file']) && isSpan(value['span']) && typeof value['outcome'] === 'string';

function isPlan(value: unknown): value is MigrationPlan {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { options, files, sites, problems, passes } = value;
  return (
    isRecord(options) &&
    isRecord(files) &&
    Object.entries(files).every(([file, entry]) => isEntry(file, entry)) &&
    Array.isArray(sites) &&
    sites.every(isSite) &&
    Array.isArray(problems) &&
    (passes === undefined || (Array.isArray(passes) && passes.every(isPass)))
  );
}
