// After a crash or a kill: brings the tree entirely to its old or entirely to its new state.
import { lstat } from 'node:fs/promises';
import type { FileId } from '../core/source.ts';
import { readJournals, removeSession, saveJournal, unblockDir } from './journal.ts';
import type { Journal } from './journal.ts';
import { withLock } from './lock.ts';
import { realRoot } from './places.ts';
import { tidy } from './tidy.ts';
import { moveTo, strangers, sweep } from './transition.ts';
import type { Stranger } from './transition.ts';
import { WriteError, listed } from './write-error.ts';

export interface RecoverOptions {
  /** What becomes of a write that was cut off: 'rollback' (default) restores the old files, 'resume' writes the rest of the new ones. An undo that was cut off is always finished. */
  readonly mode?: 'rollback' | 'resume';
  /** Overwrite files that were changed by somebody else since. */
  readonly force?: boolean;
}

/** What was done about one unfinished session. */
export interface Recovered {
  readonly session: string;
  readonly outcome: 'rolled-back' | 'finished' | 'undone';
  readonly files: readonly FileId[];
}

/**
 * Settles every unfinished session below `root`; does nothing when there is none. commit() and undo() call it themselves.
 * @returns what was done, newest session first, and notes for the person (a stale lock that was taken over)
 * @throws WriteError 'changed-since-write' when a file is in neither of its versions (nothing is touched then; `force`
 *   overwrites it), 'io', 'half-written', 'lock-held', 'bad-journal', 'missing-root'
 */
export async function recover(root: string, options: RecoverOptions = {}): Promise<{ readonly recovered: readonly Recovered[]; readonly notes: readonly string[] }> {
  const real = await realRoot(root);
  const notes: string[] = [];
  const isThere = await lstat(unblockDir(real)).then(() => true, () => false);
  if (!isThere) return { recovered: [], notes };
  const recovered = await withLock(real, (text) => notes.push(text), async () => {
    try {
      return await recoverUnderLock(real, options);
    } finally {
      await tidy(real);
    }
  });
  return { recovered, notes };
}

/** recover() for callers that hold the lock. */
export async function recoverUnderLock(root: string, options: RecoverOptions): Promise<Recovered[]> {
  const unfinished = (await readJournals(root)).filter(({ state }) => state === 'prepared' || state === 'undoing');
  const recovered: Recovered[] = [];
  for (const journal of unfinished.reverse()) recovered.push(await settle(root, journal, options));
  return recovered;
}

async function settle(root: string, journal: Journal, { mode = 'rollback', force = false }: RecoverOptions): Promise<Recovered> {
  const overwrite = force || journal.forced;
  const changed = (await strangers(root, journal)).filter(({ isObstacle }) => isObstacle || !overwrite);
  if (changed.length > 0) throw cutOff(journal, changed);
  await sweep(root, journal);

  const result = (outcome: Recovered['outcome']): Recovered => ({ session: journal.id, outcome, files: journal.files.map(({ file }) => file) });
  if (journal.state === 'prepared' && mode === 'resume') {
    await moveTo('after', root, journal, { force: overwrite });
    await saveJournal(root, { ...journal, state: 'done' });
    return result('finished');
  }
  await moveTo('before', root, journal, { force: overwrite });
  if (journal.state === 'undoing') {
    await saveJournal(root, { ...journal, state: 'undone' });
    return result('undone');
  }
  await saveJournal(root, { ...journal, state: 'rolled-back' });
  await removeSession(root, journal.id);
  return result('rolled-back');
}

function cutOff(journal: Journal, changed: readonly Stranger[]): WriteError {
  const files = changed.map(({ file }) => file);
  return new WriteError(
    'changed-since-write',
    `Session ${journal.id} was cut off, and ${listed(files)} changed since (${changed[0]?.what}). Nothing was touched: move the changes away, or undo with force to lose them.`,
    files,
  );
}
