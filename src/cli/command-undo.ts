// `unblock undo [session]`: files back as they were before a write.
import { count } from '../preview/printable.ts';
import type { Context, Outcome } from './context.ts';
import { EXIT } from './exit-codes.ts';
import type { Task } from './program.ts';

/** @throws WriteError as src/write does: no such session, or a file changed since. */
export async function undo(context: Context, { session, force }: Extract<Task, { command: 'undo' }>): Promise<Outcome> {
  const { engine, terminal, progress, signals, targets } = context;
  progress.at('undo');
  const done = await signals.hold(() => engine.undo(targets.root, session, { force }));
  terminal.tell(...done.notes.map((note) => `unblock: ${note}`));
  terminal.say([`${count(done.files.length, 'file')} restored to what ${done.files.length === 1 ? 'it was' : 'they were'} before session ${done.session}`]);
  return { status: 'ok', exitCode: EXIT.done, session: done.session, restored: done.files };
}
