// `unblock undo [session]`: files back as they were before a write.
import { count, wrap } from '../preview/printable.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { listed } from './failure.ts';
import type { Task } from './program.ts';

/** @throws WriteError as src/write does: no such session, or a file changed since. */
export async function undo(context: Context, { session, force }: Extract<Task, { command: 'undo' }>): Promise<Outcome> {
  const { engine, terminal, progress, signals, targets } = context;
  progress.at('undo');
  const done = await signals.hold(() => engine.undo(targets.root, session, { force }));
  terminal.tell(...done.notes.map((note) => `unblock: ${note}`));
  terminal.say([`${count(done.files.length, 'file')} restored to what ${done.files.length === 1 ? 'it was' : 'they were'} before session ${done.session}`]);
  if (done.commits.length > 0) terminal.say([...wrap(`${count(done.commits.length, 'commit')} made of it (${listed(done.commits.map((hash) => hash.slice(0, 10)))}) ${done.commits.length === 1 ? 'stays' : 'stay'} in the history: commit what was restored to take ${done.commits.length === 1 ? 'it' : 'them'} back there, too`, terminal.look.width - 1, '')]);
  return { status: 'ok', exitCode: EXIT.done, session: done.session, restored: done.files };
}
