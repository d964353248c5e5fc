// Lists what was written below a root and can be undone.
import type { FileId } from '../core/source.ts';
import { readJournals } from './journal.ts';
import type { SessionState } from './journal.ts';
import { realRoot } from './places.ts';

export interface Session {
  readonly id: string;
  /** When it began; ISO 8601, UTC. */
  readonly time: string;
  /** 'prepared' and 'undoing' mean: cut off, or still running. */
  readonly state: SessionState;
  readonly files: readonly FileId[];
  /** The command line that was given to commit(). */
  readonly command: string | undefined;
  /** Hashes of git commits that were made of it. */
  readonly commits: readonly string[];
}

/**
 * The sessions below `root`, oldest first; [] when there are none. Takes no lock and writes nothing.
 * @throws WriteError 'bad-journal', 'missing-root'
 */
export async function sessions(root: string): Promise<Session[]> {
  const journals = await readJournals(await realRoot(root));
  return journals.map(({ id, time, state, files, command, commits = [] }) => ({
    id,
    time,
    state,
    files: files.map(({ file }) => file),
    command: command ?? undefined,
    commits,
  }));
}
