// `unblock run`, and `unblock` alone: preview, then write after a yes or with --write.
import { runTransform } from './command-codemod.ts';
import type { Context, Outcome } from './context.ts';
import { endOf, EXIT } from './exit-codes.ts';
import type { Task } from './program.ts';
import { publish } from './publish.ts';
import { patches, showDiffs, showSummary } from './show.ts';
import { study } from './study.ts';
import { verifiedStudy } from './verified-study.ts';
import { isWanted, showWritten, write, writtenEnd } from './write-changes.ts';

/** @throws Failure 'refused' when files to write have uncommitted changes or changed since they were read. */
export async function run(context: Context, { mode, view, verify, codemod }: Extract<Task, { command: 'run' }>): Promise<Outcome> {
  if (codemod) return runTransform(context, codemod, mode);
  const { terminal, options } = context;
  const { shown, verification, isClean } = verify ? await verifiedStudy(context, verify, mode === 'write') : { shown: await study(context, { ...view, writes: mode === 'write' }), verification: undefined, isClean: true };
  const { plan, changes, repo, summary, review } = shown;
  const report = { plan, summary, changes: patches(context, changes, repo), ...(review && { review }), ...(verification && { verification }), ...(view.shard && { shard: view.shard }) };
  const end = endOf(plan, changes.length > 0 ? 'pending' : 'none', mode === 'check');
  // a document is a preview: nobody is asked, and only --write writes
  if (isClean && (await publish(context, shown, view, end)) && mode !== 'write') return { ...end, ...report };
  if (mode !== 'write' || options.verbose) showDiffs(context, shown);

  if (!isClean) {
    showSummary(context, shown);
    terminal.say(['verification shows another program, and no part of the plan that it comes from could be left out: nothing was written']);
    return { status: 'differs', exitCode: EXIT.differs, ...report };
  }
  if (mode === 'write' && changes.length > 0) {
    const done = await write(context, plan, changes, repo.files);
    showSummary(context, shown, true);
    showWritten(context, done);
    return { ...writtenEnd(plan, done), ...report, ...done };
  }
  showSummary(context, shown);
  if (changes.length === 0) {
    terminal.say(['nothing to change']);
    return { ...endOf(plan, 'none'), ...report };
  }
  if (mode === 'ask' && context.interactive && !options.json && (await isWanted(context, changes))) {
    const done = await write(context, plan, changes, repo.files);
    showWritten(context, done);
    return { ...writtenEnd(plan, done), ...report, ...done };
  }
  terminal.say([`next: ${context.next(verify ? ['run', '--write', '--verify'] : ['run', '--write'])}`]);
  return { ...endOf(plan, 'pending', mode === 'check'), ...report };
}
