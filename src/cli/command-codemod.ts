// `unblock run --transform`: the user's own jscodeshift transform, previewed, written and undone like our own changes.
import { plannedOf } from '../api/planned.ts';
import type { CodemodRun } from '../codemod/run-codemod.ts';
import type { FileChange } from '../core/edit.ts';
import { codemodLines } from '../preview/codemod-lines.ts';
import { callOf, codemodWords } from './codemod-options.ts';
import type { CodemodTask } from './codemod-options.ts';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { listed, usage } from './failure.ts';
import type { Task } from './program.ts';
import { patches, showDiffs } from './show.ts';
import { settle } from './settle.ts';
import { problemLine } from './study.ts';
import { showWritten, write } from './write-changes.ts';

/** @throws Failure 'usage' when the transform cannot be used, 'refused' as `run`. */
export async function runTransform(context: Context, task: CodemodTask, mode: Extract<Task, { command: 'run' }>['mode']): Promise<Outcome> {
  const { engine, terminal, progress, options, targets } = context;
  if (targets.named.length > 0 || options.all) throw usage('a transform of yours together with others is not supported: give --transform or names of transforms, not both');
  await settle(context, mode === 'write');
  progress.at('scan');
  const { repo, plan, changes, report: codemod }: CodemodRun = await engine.codemod({
    root: targets.root,
    call: callOf(task, context.cwd),
    name: task.transform,
    deadlineMs: task.deadlineSeconds * 1000,
    onProgress: (stage, done, total) => progress.at(stage, done, total),
    // results alone go to stdout
    onOutput: (text) => terminal.tell(text.replace(/\n$/, '')),
  });
  progress.at('preview');
  terminal.tell(...plan.problems.map(problemLine));
  const { explainer, summary } = plannedOf({ plan, changes });
  const report = { plan, summary, codemod, changes: patches(context, changes, repo) };
  if (mode !== 'write' || options.verbose) showDiffs(context, { plan, changes, explainer, summary });
  terminal.say(codemodLines(codemod, terminal.look, mode === 'write'));
  if (changes.length === 0) {
    terminal.say(['nothing to change']);
    return { ...endOf(plan, 'none'), ...report };
  }
  const again = context.next(['run', '--write', ...codemodWords(task)], 'root');
  if (mode === 'write' || (mode === 'ask' && (await isWanted(context, changes)))) {
    const done = await write(context, plan, changes, repo.files, again);
    showWritten(context, done);
    return { ...endOf(plan, 'written'), ...report, ...done };
  }
  terminal.say([`next: ${again}`]);
  return { ...endOf(plan, 'pending', mode === 'check'), ...report };
}

async function isWanted({ engine, terminal, options, targets, interactive }: Context, changes: readonly FileChange[]): Promise<boolean> {
  if (!interactive || options.json) return false;
  const dirty = options.allowDirty ? [] : await engine.dirtyFiles(targets.root, changes.map(({ file }) => file));
  if (dirty.length === 0) return engine.confirm('Write these changes?');
  terminal.tell(`unblock: not offering to write, these have uncommitted changes: ${listed(dirty)}`);
  return false;
}
