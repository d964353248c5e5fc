// `unblock run`, and `unblock` alone: preview, then write after a yes or with --write.
import { runTransform } from './command-codemod.ts';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { listed } from './failure.ts';
import type { Task } from './program.ts';
import { patches, showDiffs, showSummary } from './show.ts';
import { study } from './study.ts';
import { showWritten, write } from './write-changes.ts';

/** @throws Failure 'refused' when files to write have uncommitted changes or changed since they were read. */
export async function run(context: Context, { mode, codemod }: Extract<Task, { command: 'run' }>): Promise<Outcome> {
  if (codemod) return runTransform(context, codemod, mode);
  const { engine, terminal, options, targets } = context;
  const shown = await study(context, mode === 'write');
  const { plan, changes, repo, summary } = shown;
  const report = { plan, summary, changes: patches(context, changes, repo) };
  if (mode !== 'write' || options.verbose) showDiffs(context, shown);

  if (mode === 'write' && changes.length > 0) {
    const done = await write(context, plan, changes, repo.files);
    showSummary(context, shown, true);
    showWritten(context, done);
    return { ...endOf(plan, 'written'), ...report, ...done };
  }
  showSummary(context, shown);
  if (changes.length === 0) {
    terminal.say(['nothing to change']);
    return { ...endOf(plan, 'none'), ...report };
  }
  if (mode === 'ask' && context.interactive && !options.json) {
    const dirty = options.allowDirty ? [] : await engine.dirtyFiles(targets.root, changes.map(({ file }) => file));
    if (dirty.length > 0) terminal.tell(`unblock: not offering to write, these have uncommitted changes: ${listed(dirty)}`);
    else if (await engine.confirm('Write these changes?')) {
      const done = await write(context, plan, changes, repo.files);
      showWritten(context, done);
      return { ...endOf(plan, 'written'), ...report, ...done };
    }
  }
  terminal.say([`next: ${context.next(['run', '--write'])}`]);
  return { ...endOf(plan, 'pending', mode === 'check'), ...report };
}
