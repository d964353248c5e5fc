// What the files of a session were before it wrote them, for those who compare; takes no lock and writes nothing.
import type { FileId } from '../core/source.ts';
import { readJournals, readVersion } from './journal.ts';
import { realRoot } from './places.ts';
import { WriteError } from './write-error.ts';

export interface SessionBefore {
  readonly session: string;
  /** The bytes of each file before; null for a file that the session created. */
  readonly files: ReadonlyMap<FileId, Buffer | null>;
}

/**
 * @param session its id; the last one that was written and not taken back when left out
 * @returns undefined when no session is named and there is none
 * @throws WriteError 'unknown-session', 'bad-journal', 'io'
 */
export async function beforeSession(root: string, session?: string): Promise<SessionBefore | undefined> {
  const real = await realRoot(root);
  const journals = await readJournals(real);
  const journal = session === undefined ? journals.findLast(({ state }) => state === 'done') : journals.find(({ id }) => id === session || Number.parseInt(id, 10) === Number(session));
  if (!journal) {
    if (session === undefined) return undefined;
    throw new WriteError('unknown-session', `There is no session ${session} below ${real}.`);
  }
  const files = new Map<FileId, Buffer | null>();
  for (const { file, before } of journal.files) files.set(file, before && (await readVersion(real, journal.id, before)));
  return { session: journal.id, files };
}
