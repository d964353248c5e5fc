// A copy as a clean git tree, as the commands that write want it.
import { appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { must, ran } from './unblock.ts';

const IDENTITY = ['-c', 'user.name=unblock', '-c', 'user.email=unblock@example.com', '-c', 'core.hooksPath=/dev/null', '-c', 'core.autocrlf=false'];

/** Commits everything in `dir` except node_modules; begins a repository when there is none. */
export async function commitAll(dir: string, message: string): Promise<void> {
  const begun = await stat(join(dir, '.git')).then(() => true, () => false);
  if (!begun) {
    await must('git', ['init', '--quiet', '-b', 'main'], dir);
    await appendFile(join(dir, '.git/info/exclude'), 'node_modules\n.unblock\n');
  }
  await must('git', ['add', '--all'], dir);
  const staged = await ran('git', ['diff', '--cached', '--quiet'], dir);
  if (staged.code !== 0 || !begun) {
    await must('git', [...IDENTITY, 'commit', '--quiet', '--no-verify', '--no-gpg-sign', '--allow-empty', '-m', message], dir);
  }
}
