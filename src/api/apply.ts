// Writing: all changes of a plan or none, so that undo can take them back; and commits of what was written.
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { CommitObstacle, CommitStyle, MadeCommit, PlannedCommit } from '../core/git-commit.ts';
import type { FileId, SourceFile, Span } from '../core/source.ts';
import { outputOffsets } from '../preview/output-offset.ts';
import { count } from '../preview/printable.ts';
import type { Gate } from '../pipeline.ts';
import type { CommitMeta, Committed } from '../write/commit.ts';
import type { Recorded } from '../write/git.ts';
import { plannedCommits } from './commits.ts';
import { UnblockError } from './error.ts';
import { explainerOf, type Planned } from './planned.ts';

/** A file that was written, with the migrated sites in it and where they are now (UTF-16 offset in the new text). Twinned ones stay where they were. */
export interface WrittenFile {
  readonly file: FileId;
  readonly sites: readonly { readonly span: Span; readonly outputStart: number; readonly api: string; readonly outcome: 'migrated' }[];
}

export interface Applied {
  /** Id for undo; undefined when there was nothing to write. */
  readonly session: string | undefined;
  readonly written: readonly WrittenFile[];
  /** The git commits that were made of it. */
  readonly commits: readonly MadeCommit[];
  /** Why git did not make the next commit (a hook, for one). The files are written all the same. */
  readonly commitFailure?: string;
  /** For a person: a stale lock that was taken over, and the like. */
  readonly notes: readonly string[];
}

export interface ApplyOptions {
  /** Write although git knows of uncommitted changes in files to write. Default: no. */
  readonly allowDirty?: boolean;
  /** What is kept with the session as the command that made it. */
  readonly command?: string;
  /** How many git commits are made of what is written, with the hooks of the repository. Default: none. */
  readonly commits?: CommitStyle;
}

/** What writes. */
export interface Writer {
  dirtyFiles(root: string, files: readonly string[]): Promise<readonly string[]>;
  commit(root: string, changes: readonly FileChange[], meta: CommitMeta): Promise<Committed>;
  commitObstacle(root: string): Promise<CommitObstacle | undefined>;
  /** The gates, for parts of what is written; asked before it is. */
  gate(root: string): Promise<Gate>;
  commitToGit(root: string, session: string, commits: readonly PlannedCommit[]): Promise<Recorded>;
}

const disk: Writer = {
  dirtyFiles: async (root, files) => (await import('../scan/dirty-files.ts')).dirtyFiles(root, files),
  commit: async (root, changes, meta) => (await import('../write/commit.ts')).commit(root, changes, meta),
  commitObstacle: async (root) => (await import('../write/git.ts')).commitObstacle(root),
  gate: async (root) => {
    const [{ gateOf }, { scan }] = await Promise.all([import('../pipeline.ts'), import('../scan/scan.ts')]);
    return gateOf(await scan(root));
  },
  commitToGit: async (root, session, commits) => (await import('../write/git.ts')).commitToGit(root, session, commits),
};

/**
 * Writes the changes of `planned`.
 * @throws UnblockError 'refused' when files to write have uncommitted changes; WriteError, for one when a file changed since
 *   it was planned: then nothing is written
 */
export const apply = (planned: Planned, options: ApplyOptions = {}): Promise<Applied> => applyUsing(disk, { ...planned, root: planned.repo.root, sources: planned.repo.files }, options);

/** What is to be written; `sources` are the files as they were analysed, when they were. */
export interface Pending {
  readonly root: string;
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  readonly sources?: readonly SourceFile[];
}

/** The same with a given writer. */
export async function applyUsing(writer: Writer, { root, plan, changes, sources }: Pending, { allowDirty = false, command, commits: style = 'none' }: ApplyOptions): Promise<Applied> {
  if (changes.length === 0) return { session: undefined, written: [], commits: [], notes: [] };
  if (style !== 'none') await mayCommit(writer, root);
  // a commit holds whole files: what somebody else changed in them would go along
  if (!allowDirty || style !== 'none') {
    const dirty = await writer.dirtyFiles(root, changes.filter(({ creates }) => !creates).map(({ file }) => file));
    if (dirty.length > 0) {
      const names = dirty.length > 5 ? `${dirty.slice(0, 5).join(', ')} and ${dirty.length - 5} more` : dirty.join(', ');
      const which = `${count(dirty.length, 'file')} to write ${dirty.length === 1 ? 'has' : 'have'} uncommitted changes: ${names}`;
      throw new UnblockError('refused', `${which}. Commit or stash them, or ${style === 'none' ? 'pass --allow-dirty' : 'leave --commit away, which would commit them, too'}`, dirty);
    }
  }
  const planned = style === 'none' ? [] : await plannedCommits({ plan, changes, explainer: explainerOf(plan), command: command ?? 'unblock' }, style, () => writer.gate(root));
  const { session, notes } = await writer.commit(root, changes, { creates: changes.filter(({ creates }) => creates).map(({ file }) => file), ...(command !== undefined && { command }), ...(sources && { sources }) });
  const done = { session, notes, written: writtenFiles(plan, changes) };
  if (style === 'none') return { ...done, commits: [] };
  const { made, failure } = await writer.commitToGit(root, session, planned);
  return { ...done, commits: made, ...(failure !== undefined && { commitFailure: failure }) };
}

/** @throws UnblockError when nothing can be committed below `root` */
export async function mayCommit(writer: Pick<Writer, 'commitObstacle'>, root: string): Promise<void> {
  const obstacle = await writer.commitObstacle(root);
  if (obstacle) throw new UnblockError(obstacle.kind, obstacle.message);
}

function writtenFiles(plan: MigrationPlan, changes: readonly FileChange[]): WrittenFile[] {
  const files = changes.map((change) => ({ file: change.file, offsetOf: outputOffsets(change), sites: [] as WrittenFile['sites'][number][] }));
  const byName = new Map(files.map((each) => [each.file, each]));
  for (const { file, span, api, outcome } of plan.sites) {
    const written = byName.get(file);
    if (written && outcome === 'migrated') written.sites.push({ span, outputStart: written.offsetOf(span.start), api, outcome });
  }
  return files.map(({ file, sites }) => ({ file, sites }));
}
