// Writes a file that a person named: whole or not at all.
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { usage } from './failure.ts';

/** @throws Failure 'usage' when the place cannot be written; `option` is what named it */
export async function saveNamedFile(file: string, content: string | Uint8Array, option: string): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    await fs.writeFile(draft, content, { flag: 'wx' });
    await fs.rename(draft, file);
  } catch (error) {
    await fs.rm(draft, { force: true });
    throw usage(`cannot write ${file} (${(error as NodeJS.ErrnoException).code}): ${option} names a file in an existing folder`);
  }
}
