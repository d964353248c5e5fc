// `unblock run --transform`: the user's own jscodeshift transform, previewed, written and undone like our own changes.
import { plannedOf } from '../api/planned.ts';
import type { CodemodRun } from '../codemod/run-codemod.ts';
import { codemodLines } from '../preview/codemod-lines.ts';
import { callOf, codemodWords } from './codemod-options.ts';
import type { CodemodTask } from './codemod-options.ts';
import type { Context, Outcome } from './context.ts';
import { endOf } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { Task } from './program.ts';
import { patches, showDiffs } from './show.ts';
import { settle } from './settle.ts';
import { problemLine } from './study.ts';
import { isWanted, showWritten, write, writtenEnd } from './write-changes.ts';

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
  const { commit = 'none' } = options;
  const again = context.next(['run', '--write', ...codemodWords(task), ...(commit === 'none' ? [] : ['--commit', commit])], 'root');
  if (mode === 'write' || (mode === 'ask' && context.interactive && !options.json && (await isWanted(context, changes)))) {
    const done = await write(context, plan, changes, repo.files, again);
    showWritten(context, done);
    return { ...writtenEnd(plan, done), ...report, ...done };
  }
  terminal.say([`next: ${again}`]);
  return { ...endOf(plan, 'pending', mode === 'check'), ...report };
}
