// Before anything is read: what became of a write that was cut off earlier. A plan of a half-written tree is a plan of nothing.
import type { Context } from './context.ts';

/**
 * Rolls it back when this command is going to write; else says that it is there.
 * @throws WriteError 'changed-since-write' when a file of it was changed since, 'lock-held', 'io', 'half-written', 'bad-journal'
 */
export async function settle({ engine, terminal, signals, targets, next }: Context, writes: boolean): Promise<void> {
  if (writes) {
    const { recovered, notes } = await signals.hold(() => engine.recover(targets.root));
    terminal.tell(...notes.map((note) => `unblock: ${note}`), ...recovered.map(({ session }) => `unblock: session ${session} had been cut off: its files are as they were before it`));
    return;
  }
  // a journal that cannot be read is no reason not to look at the files
  const sessions = await engine.sessions(targets.root).catch(() => []);
  const isOpen = sessions.find(({ state }) => state === 'prepared' || state === 'undoing');
  if (isOpen) terminal.tell(`unblock: session ${isOpen.id} was cut off while it wrote, or is still at it: files are half old, half new. ${next(['undo'], 'root')} gives back what was there`);
}
