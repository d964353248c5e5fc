// Removes from .unblock what no later undo or recovery needs, down to the folder itself.
import { rmdir } from 'node:fs/promises';
import { readJournal, removeSession, sessionIds, sessionsDir } from './journal.ts';
import { removeIgnore } from './lock.ts';

/**
 * Removes sessions that never began or were rolled back; when all others are undone, those too. Call it under the lock,
 * whose release then removes the empty folder. Never throws: what cannot be removed now is removed next time.
 */
export async function tidy(root: string): Promise<void> {
  try {
    const undone: string[] = [];
    let kept = 0;
    for (const id of await sessionIds(root)) {
      const state = (await readJournal(root, id))?.state ?? 'rolled-back';
      if (state === 'rolled-back') await removeSession(root, id);
      else if (state === 'undone') undone.push(id);
      else kept++;
    }
    if (kept > 0) return;
    for (const id of undone) await removeSession(root, id);
    await rmdir(sessionsDir(root)).catch(() => undefined);
    await removeIgnore(root);
  } catch {
    // A journal that cannot be read stays where it is, for a person to look at.
  }
}
