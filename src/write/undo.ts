// Takes a session back: every file gets the bytes and the mode it had before.
import { lstat } from 'node:fs/promises';
import type { FileId } from '../core/source.ts';
import { readJournals, saveJournal, unblockDir } from './journal.ts';
import type { Journal } from './journal.ts';
import { withLock } from './lock.ts';
import { realRoot } from './places.ts';
import { recoverUnderLock } from './recover.ts';
import { tidy } from './tidy.ts';
import { moveTo, strangers } from './transition.ts';
import { WriteError, listed } from './write-error.ts';

export interface UndoOptions {
  /** Restore files too that somebody changed after us; those changes are lost. */
  readonly force?: boolean;
}

export interface Undone {
  readonly session: string;
  /** The files of the session; all of them are as they were before it. */
  readonly files: readonly FileId[];
  /** Hashes of commits that were made of it. They stay: undo gives back bytes. */
  readonly commits: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Undoes session `sessionId`, or the last one that is not undone yet. A session that was cut off by a crash counts: it is
 * rolled back. When no session is left to undo, .unblock is removed.
 * @throws WriteError 'changed-since-write' (nothing restored, the files listed), 'nothing-to-undo', 'unknown-session',
 *   'io', 'half-written', 'lock-held', 'bad-journal', 'missing-root'
 */
export async function undo(root: string, sessionId?: string, options: UndoOptions = {}): Promise<Undone> {
  const real = await realRoot(root);
  const isThere = await lstat(unblockDir(real)).then(() => true, () => false);
  if (!isThere) throw nothingLeft(real);
  const notes: string[] = [];
  const undone = await withLock(real, (text) => notes.push(text), async () => {
    try {
      const [recovered] = await recoverUnderLock(real, options);
      if (recovered && (sessionId === undefined || sessionId === recovered.session)) {
        notes.push(`session ${recovered.session} had been cut off`);
        return { session: recovered.session, files: recovered.files, commits: [] };
      }
      return await restore(real, choose(real, await readJournals(real), sessionId), options.force ?? false);
    } finally {
      await tidy(real);
    }
  });
  return { ...undone, notes };
}

function choose(root: string, journals: readonly Journal[], sessionId: string | undefined): Journal {
  const done = journals.filter(({ state }) => state === 'done');
  if (sessionId === undefined) {
    const last = done.at(-1);
    if (last) return last;
    throw nothingLeft(root);
  }
  const chosen = journals.find(({ id }) => id === sessionId);
  if (chosen?.state === 'done') return chosen;
  if (chosen) throw new WriteError('nothing-to-undo', `Session ${sessionId} is undone already.`);
  const known = done.length > 0 ? `There are ${listed(done.map(({ id }) => id))}.` : 'There is none.';
  throw new WriteError('unknown-session', `There is no session ${sessionId} in ${root}. ${known}`);
}

async function restore(root: string, journal: Journal, force: boolean): Promise<Pick<Undone, 'session' | 'files' | 'commits'>> {
  const changed = (await strangers(root, journal)).filter(({ isObstacle }) => isObstacle || !force);
  if (changed.length > 0) {
    const files = changed.map(({ file }) => file);
    throw new WriteError(
      'changed-since-write',
      `Nothing was restored: ${listed(files)} changed after session ${journal.id} wrote (${changed[0]?.what}). Undo later sessions first, or undo with force to lose the changes.`,
      files,
    );
  }
  await saveJournal(root, { ...journal, state: 'undoing', forced: force });
  try {
    await moveTo('before', root, journal, { force });
  } catch (error) {
    // With everything moved back the session is what it was; otherwise it stays unfinished, for the next attempt.
    const isWhole = !force && !(error instanceof WriteError && error.code === 'half-written');
    if (isWhole) await saveJournal(root, journal);
    throw error;
  }
  await saveJournal(root, { ...journal, state: 'undone' });
  return { session: journal.id, files: journal.files.map(({ file }) => file), commits: journal.commits ?? [] };
}

const nothingLeft = (root: string): WriteError => new WriteError('nothing-to-undo', `There is no session to undo in ${root}.`);
