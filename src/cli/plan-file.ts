// Saved plans: reading one that a person names, writing one where a person wants it.
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { MigrationPlan } from '../core/plan.ts';
import { refused, usage } from './failure.ts';

/** The plan in `file`. @throws Failure 'usage' when there is none that this version understands. */
export async function readPlan(file: string): Promise<MigrationPlan> {
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    throw usage(`cannot read ${file} (${(error as NodeJS.ErrnoException).code}): unblock plan --out <file> writes a plan`);
  }
  const value = parsed(text);
  const version = isRecord(value) ? value['version'] : undefined;
  if (typeof version === 'number' && version !== 1) throw usage(`${file} was written by another version of unblock (plan version ${version}): make a new one`);
  if (!isPlan(value)) throw usage(`${file} is no plan written by unblock plan --out`);
  return value;
}

/**
 * Saves `plan`; the file is whole or not there.
 * @throws Failure 'refused' when something other than a plan is in the way, 'usage' when the place cannot be written.
 */
export async function savePlan(file: string, plan: MigrationPlan): Promise<void> {
  const old = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (old !== undefined && !isPlan(parsed(old))) throw refused(`${file} exists and is no plan: give another name`, [file]);
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    await fs.writeFile(draft, `${JSON.stringify(plan, null, 1)}\n`, { flag: 'wx' });
    await fs.rename(draft, file);
  } catch (error) {
    await fs.rm(draft, { force: true });
    throw usage(`cannot write ${file} (${(error as NodeJS.ErrnoException).code}): --out names a file in an existing folder`);
  }
}

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
  Array.isArray(value['needs']);

const isEntry = (file: string, value: unknown): boolean =>
  isFileId(file) &&
  isRecord(value) &&
  typeof value['hash'] === 'string' &&
  Array.isArray(value['decisions']) &&
  value['decisions'].every((decision) => isDecision(decision, file));

const isSite = (value: unknown): boolean => isRecord(value) && isFileId(value['file']) && isSpan(value['span']) && typeof value['outcome'] === 'string';

function isPlan(value: unknown): value is MigrationPlan {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { options, files, sites, problems } = value;
  return (
    isRecord(options) &&
    isRecord(files) &&
    Object.entries(files).every(([file, entry]) => isEntry(file, entry)) &&
    Array.isArray(sites) &&
    sites.every(isSite) &&
    Array.isArray(problems)
  );
}
