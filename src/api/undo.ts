// Taking a write back.
import type { UndoOptions, Undone } from '../write/undo.ts';

/**
 * Gives the files of the last write below `root`, or of one `session`, back as they were.
 * @throws WriteError: no such session, or a file changed since (`force` overwrites it)
 */
export async function undo(root = '.', session?: string, options: UndoOptions = {}): Promise<Undone> {
  return (await import('../write/undo.ts')).undo(root, session, options);
}
