// Decides how the files of a repository are found: by asking git, or by walking the folder.
import { byCodeUnit } from '../core/order.ts';
import type { FileId } from '../core/source.ts';
import { git, isTracked, splitNul } from './git.ts';
import { walk } from './walk.ts';

/**
 * Lists the files and symlinks below `root` that git tracks or would track; without git, those no .gitignore names.
 * Never lists node_modules, .git or .unblock.
 * @param root absolute path of an existing folder
 * @returns ids in code-unit order. Some may no longer exist on disk; one that is a folder is a repository of its own
 *   (a submodule, a nested clone), whose files are not listed
 */
export async function listFiles(root: string): Promise<FileId[]> {
  const listed = (await listWithGit(root)) ?? (await walk(root));
  return [...new Set(listed)].filter((id) => !OFF_LIMITS.test(id)).sort(byCodeUnit);
}

const OFF_LIMITS = /(?:^|\/)(?:node_modules|\.git|\.unblock)(?:\/|$)/;

/** Undefined when git does not know this folder. */
async function listWithGit(root: string): Promise<FileId[] | undefined> {
  if (!(await isTracked(root))) return undefined;
  const output = await git(root, ['ls-files', '-co', '--exclude-standard', '--exclude=node_modules', '-z']);
  // An untracked repository is listed with a slash at its end.
  return output === undefined ? undefined : splitNul(output).map((id) => id.replace(/\/$/, ''));
}
