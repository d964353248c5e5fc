// Which files are no longer what they were when a plan was made.
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import type { MigrationPlan } from '../core/plan.ts';

/** Files of `plan` that are gone, no regular files, or hold other bytes than the plan was made from; in plan order. */
export async function staleFiles(root: string, plan: MigrationPlan): Promise<FileId[]> {
  const stale: FileId[] = [];
  for (const [file, { hash }] of Object.entries(plan.files)) {
    if ((await hashOf(path.join(root, file))) !== hash) stale.push(file);
  }
  return stale;
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    if (!(await fs.lstat(file)).isFile()) return undefined;
    return createHash('sha256').update(await fs.readFile(file)).digest('hex');
  } catch {
    return undefined;
  }
}
