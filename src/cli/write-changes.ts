// The step that run and apply end with: check git, write all files or none, say how to take it back.
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { SourceFile } from '../core/source.ts';
import { outputOffsets } from '../preview/output-offset.ts';
import { count } from '../preview/printable.ts';
import type { Context, Outcome, WrittenFile } from './context.ts';
import { listed, refused } from './failure.ts';

/**
 * `sources` are the files as they were analysed, when they were; `command` is what the session is remembered by.
 * @throws Failure 'refused' when git knows of uncommitted changes in a file to write; WriteError as src/write does.
 */
export async function write(
  context: Context,
  plan: MigrationPlan,
  changes: readonly FileChange[],
  sources?: readonly SourceFile[],
  command: string = context.next(['run', '--write']),
): Promise<Pick<Outcome, 'session' | 'written'>> {
  const { engine, terminal, progress, signals, options, targets } = context;
  const files = changes.map(({ file }) => file);
  if (!options.allowDirty) {
    const dirty = await engine.dirtyFiles(targets.root, files);
    if (dirty.length > 0) {
      const which = `${count(dirty.length, 'file')} to write ${dirty.length === 1 ? 'has' : 'have'} uncommitted changes: ${listed(dirty)}`;
      throw refused(`${which}. Commit or stash them, or pass --allow-dirty`, dirty);
    }
  }
  progress.at('write');
  const meta = { command, ...(sources && { sources }) };
  const { session, notes } = await signals.hold(() => engine.commit(targets.root, changes, meta));
  terminal.tell(...notes.map((note) => `unblock: ${note}`));
  progress.at('report');
  return { session, written: writtenFiles(plan, changes) };
}

/** Says what was written and how to take it back. */
export function showWritten(context: Context, { session = '', written = [] }: Pick<Outcome, 'session' | 'written'>): void {
  context.terminal.say([`wrote ${count(written.length, 'file')}`, `to take it back: ${context.next(['undo', session], 'root')}`]);
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
