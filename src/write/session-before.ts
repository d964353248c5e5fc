// What the files of a session were before it wrote them, for those who compare; takes no lock and writes nothing.
import type { FileId } from '../core/source.ts';
import { readJournals, readVersion } from './journal.ts';
import { realRoot } from './places.ts';
import { WriteError } from './write-error.ts';

export interface SessionBefore {
  /** The first one, when there are several. */
  readonly session: string;
  /** The bytes of each file before; null for a file that the session created. */
  readonly files: ReadonlyMap<FileId, Buffer | null>;
  readonly command: string | undefined;
}

/**
 * @param session its id; all that were written and not taken back when left out: what the files were before the first
 * @returns undefined when no session is named and there is none
 * @throws WriteError 'unknown-session', 'bad-journal', 'io'
 */
export async function beforeSession(root: string, session?: string): Promise<SessionBefore | undefined> {
  const real = await realRoot(root);
  const journals = await readJournals(real);
  const wanted = journals.filter(({ id, state }) => (session === undefined ? state === 'done' : id === session || Number.parseInt(id, 10) === Number(session)));
  const [first] = wanted;
  if (!first) {
    if (session === undefined) return undefined;
    throw new WriteError('unknown-session', `There is no session ${session} below ${real}.`);
  }
  const files = new Map<FileId, Buffer | null>();
  for (const { id, files: written } of wanted) {
    for (const { file, before } of written) if (!files.has(file)) files.set(file, before && (await readVersion(real, id, before)));
  }
  return { session: first.id, files, command: first.command ?? undefined };
}
