// The step that run and apply end with: write all files or none, say how to take it back.
import { applyUsing } from '../api/apply.ts';
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { SourceFile } from '../core/source.ts';
import { count } from '../preview/printable.ts';
import type { Context, Outcome } from './context.ts';

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
): Promise<Pick<Outcome, 'session' | 'written'>> {
  const { engine, terminal, progress, signals, options, targets } = context;
  const writer = {
    dirtyFiles: engine.dirtyFiles,
    commit: (...given: Parameters<typeof engine.commit>) => {
      progress.at('write');
      return signals.hold(() => engine.commit(...given));
    },
  };
  const pending = { root: targets.root, plan, changes, ...(sources && { sources }) };
  const { session, written, notes } = await applyUsing(writer, pending, { allowDirty: options.allowDirty, command });
  terminal.tell(...notes.map((note) => `unblock: ${note}`));
  progress.at('report');
  return { ...(session !== undefined && { session }), written };
}

/** Says what was written and how to take it back. */
export function showWritten(context: Context, { session = '', written = [] }: Pick<Outcome, 'session' | 'written'>): void {
  context.terminal.say([`wrote ${count(written.length, 'file')}`, `to take it back: ${context.next(['undo', session], 'root')}`]);
}
