// Saved plans: reading one that a person names, writing one where a person wants it.
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { MigrationPlan } from '../core/plan.ts';
import { planFrom, planText } from '../plan/plan-json.ts';
import { refused, usage } from './failure.ts';

/** The plan in `file`. @throws Failure 'usage' when there is none that this version understands. */
export async function readPlan(file: string): Promise<MigrationPlan> {
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    throw usage(`cannot read ${file} (${(error as NodeJS.ErrnoException).code}): unblock plan --out <file> writes a plan`);
  }
  const read = planFrom(text);
  if (read === 'no-plan') throw usage(`${file} is no plan written by unblock plan --out`);
  if ('otherVersion' in read) throw usage(`${file} was written by another version of unblock (plan version ${read.otherVersion}): make a new one`);
  return read.plan;
}

/**
 * Saves `plan`; the file is whole or not there.
 * @throws Failure 'refused' when something other than a plan is in the way, 'usage' when the place cannot be written.
 */
export async function savePlan(file: string, plan: MigrationPlan): Promise<void> {
  const old = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (old !== undefined && !isPlanText(old)) throw refused(`${file} exists and is no plan: give another name`, [file]);
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    await fs.writeFile(draft, planText(plan), { flag: 'wx' });
    await fs.rename(draft, file);
  } catch (error) {
    await fs.rm(draft, { force: true });
    throw usage(`cannot write ${file} (${(error as NodeJS.ErrnoException).code}): --out names a file in an existing folder`);
  }
}

const isPlanText = (text: string): boolean => {
  const read = planFrom(text);
  return read !== 'no-plan' && 'plan' in read;
};
