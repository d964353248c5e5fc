// Commits to git what was written, as the person at the keyboard would: their name, their hooks, only the files that were written.
import { x } from 'tinyexec';
import type { CommitObstacle, MadeCommit, PlannedCommit } from '../core/git-commit.ts';
import { trustedPath } from '../core/trusted-path.ts';
import { readJournal, saveJournal } from './journal.ts';
import { withLock } from './lock.ts';
import { realRoot } from './places.ts';

/** What a git hook exports, which would send git to another repository or index: `git rev-parse --local-env-vars`. */
const LOCAL = /^GIT_(?:ALTERNATE_OBJECT_DIRECTORIES|CONFIG|CONFIG_PARAMETERS|OBJECT_DIRECTORY|DIR|WORK_TREE|IMPLICIT_WORK_TREE|GRAFT_FILE|INDEX_FILE|NO_REPLACE_OBJECTS|REPLACE_REF_BASE|PREFIX|SHALLOW_FILE|COMMON_DIR)$/;

/** What is under way when git knows one of these. */
const UNDER_WAY = { MERGE_HEAD: 'a merge', CHERRY_PICK_HEAD: 'a cherry-pick', REVERT_HEAD: 'a revert' } as const;

/** How much of what git or a hook says is repeated. */
const LAST_LINES = 6;

/** Why nothing below `root` can be committed; undefined when nothing speaks against it. Reads only. */
export async function commitObstacle(root: string): Promise<CommitObstacle | undefined> {
  const inside = await git(root, ['rev-parse', '--is-inside-work-tree']);
  if (inside.code !== 0 || inside.out.trim() !== 'true') return { kind: 'usage', message: `--commit needs a git repository, and ${root} is in none` };
  if ((await git(root, ['check-ignore', '-q', '.'])).code === 0) return { kind: 'usage', message: `--commit needs files that git knows, and git ignores ${root}` };
  for (const [ref, what] of Object.entries(UNDER_WAY)) {
    if ((await git(root, ['rev-parse', '--quiet', '--verify', ref])).code === 0) return { kind: 'refused', message: `${what} is under way: finish it before --commit` };
  }
  if ((await git(root, ['ls-files', '--unmerged'])).out !== '') return { kind: 'refused', message: 'there are conflicts in the index: settle them before --commit' };
  for (const name of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    if ((await git(root, ['var', name])).code !== 0) return { kind: 'refused', message: 'git does not know in whose name to commit: set user.name and user.email with git config' };
  }
  return undefined;
}

export interface Recorded {
  readonly made: readonly MadeCommit[];
  /** Why the next one could not be made, in git's words or those of a hook; those after it were not tried. */
  readonly failure?: string;
}

/**
 * Makes the commits, one after the other, and notes them with the session that wrote the files. What else is staged or
 * changed stays as it is: `git commit --only` makes each in an index of its own. Hooks run as usual.
 */
export async function commitToGit(root: string, session: string, commits: readonly PlannedCommit[]): Promise<Recorded> {
  const made: MadeCommit[] = [];
  let failure: string | undefined;
  for (const { subject, body, files } of commits) {
    const done = await git(root, ['--literal-pathspecs', 'commit', '--quiet', '--only', '--cleanup=whitespace', '--pathspec-from-file=-', '--pathspec-file-nul', '-m', subject, '-m', body], files.map((file) => `${file}\0`).join(''));
    if (done.code !== 0) {
      failure = done.said.split('\n').slice(-LAST_LINES).join('\n') || `git ended with ${done.code}`;
      break;
    }
    made.push({ hash: (await git(root, ['rev-parse', 'HEAD'])).out.trim(), subject, files });
  }
  if (made.length > 0) await note(root, session, made.map(({ hash }) => hash));
  return { made, ...(failure !== undefined && { failure }) };
}

/** For `undo`, which gives back bytes and leaves the history alone. */
async function note(root: string, session: string, commits: readonly string[]): Promise<void> {
  const real = await realRoot(root);
  await withLock(real, () => {}, async () => {
    const journal = await readJournal(real, session);
    if (journal) await saveJournal(real, { ...journal, commits });
  });
}

interface Ended {
  readonly code: number;
  readonly out: string;
  /** All that was printed. */
  readonly said: string;
}

/** There is no limit to the time: a hook may run all tests. */
async function git(cwd: string, args: readonly string[], stdin?: string): Promise<Ended> {
  const env: NodeJS.ProcessEnv = {};
  for (const key of Object.keys(process.env)) {
    if (LOCAL.test(key)) env[key] = undefined;
    if (key.toUpperCase() === 'PATH') env[key] = trustedPath(process.env[key] ?? '', cwd);
  }
  try {
    const running = x('git', [...args], { nodePath: false, nodeOptions: { cwd, env, stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] } });
    // git may end before it has read all: then its exit code tells why
    running.process?.stdin?.on('error', () => {}).end(stdin);
    const { stdout, stderr, exitCode } = await running;
    return { code: exitCode ?? 128, out: stdout, said: `${stdout}${stderr}`.trim() };
  } catch (error) {
    return { code: 128, out: '', said: `git could not be started: ${(error as Error).message}` };
  }
}
