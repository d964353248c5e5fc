// The step that run, apply and review end with: write all files or none, commit them if asked to, say how to take it back.
import { applyUsing } from '../api/apply.ts';
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { SourceFile } from '../core/source.ts';
import { count, oneLine, printable } from '../preview/printable.ts';
import type { Context, Outcome } from './context.ts';
import { endOf, EXIT, type End } from './exit-codes.ts';
import { listed } from './failure.ts';
import type { CommonOptions } from './program.ts';

/**
 * `sources` are the files as they were analysed, when they were; `command` is what the session is remembered by.
 * @throws UnblockError 'refused' when git knows of uncommitted changes in a file to write; WriteError as src/write does.
 */
export async function write(
  context: Context,
  plan: MigrationPlan,
  changes: readonly FileChange[],
  sources?: readonly SourceFile[],
  command: string = context.next(['run', '--write']),
): Promise<Done> {
  const { engine, terminal, progress, signals, options, targets } = context;
  const writer = {
    dirtyFiles: engine.dirtyFiles,
    commitObstacle: engine.commitObstacle,
    gate: (root: string) => {
      progress.at('check');
      return engine.gate(root);
    },
    commitToGit: (...given: Parameters<typeof engine.commitToGit>) => {
      progress.at('commit');
      return signals.hold(() => engine.commitToGit(...given));
    },
    commit: (...given: Parameters<typeof engine.commit>) => {
      progress.at('write');
      return signals.hold(() => engine.commit(...given));
    },
  };
  const pending = { root: targets.root, plan, changes, ...(sources && { sources }) };
  const { session, written, commits, commitFailure, notes } = await applyUsing(writer, pending, { allowDirty: options.allowDirty, command, ...(options.commit && { commits: options.commit }) });
  terminal.tell(...notes.map((note) => `unblock: ${note}`));
  for (const { file } of changes.filter((change) => /(?:^|\/)package\.json$/.test(change.file))) terminal.tell(`unblock: ${file} asks for a package that is new: run npm install (lock files are left alone)`);
  progress.at('report');
  return { ...(session !== undefined && { session }), written, ...(commitsToo(options) && { commits }), ...(commitFailure !== undefined && { commitFailure }) };
}

/** What was done, as the report tells it. */
export type Done = Pick<Outcome, 'session' | 'written' | 'commits' | 'commitFailure'>;

/** True when what is written is committed, too. */
export const commitsToo = ({ commit = 'none' }: Pick<CommonOptions, 'commit'>): boolean => commit !== 'none';

/** How a command ends that wrote. */
export const writtenEnd = (plan: MigrationPlan, { commitFailure }: Done): End => (commitFailure === undefined ? endOf(plan, 'written') : { status: 'commit-failed', exitCode: EXIT.partial });

/** Asks whether to write; false when it cannot be, which is said. */
export async function isWanted({ engine, terminal, options, targets }: Context, changes: readonly FileChange[]): Promise<boolean> {
  const dirty = options.allowDirty && !commitsToo(options) ? [] : await engine.dirtyFiles(targets.root, changes.filter(({ creates }) => !creates).map(({ file }) => file));
  if (dirty.length === 0) return engine.confirm(commitsToo(options) ? 'Write and commit these changes?' : 'Write these changes?');
  terminal.tell(`unblock: not offering to write, these have uncommitted changes: ${listed(dirty)}`);
  return false;
}

/** Says what was written and how to take it back. */
export function showWritten(context: Context, { session = '', written = [], commits = [], commitFailure }: Done): void {
  const { terminal } = context;
  const { colours, width } = terminal.look;
  terminal.say([`wrote ${count(written.length, 'file')}`, ...commits.map(({ hash, subject }) => `committed ${colours.yellow(hash.slice(0, 10))} ${oneLine(subject, Math.max(20, width - 22))}`)]);
  if (commitFailure !== undefined) {
    const rest = commits.length > 0 ? 'the next commit was not made, nor those after it' : 'nothing was committed';
    terminal.tell(`unblock: ${rest}; the files are written. What git said:`, ...commitFailure.split('\n').map((line) => `  ${printable(line)}`));
  }
  terminal.say([`to take it back: ${context.next(['undo', session], 'root')}`]);
}
