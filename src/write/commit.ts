// Writes a set of changes: all of them or none, and so that undo() can take them back.
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { FileChange } from '../core/edit.ts';
import type { FileId, SourceFile } from '../core/source.ts';
import { encode, encodingOf } from './bytes.ts';
import { createSession, newPack, nextId, removeSession, saveJournal } from './journal.ts';
import type { Journal, JournalFile, Pack } from './journal.ts';
import { withLock } from './lock.ts';
import { find, folderOf, pathOf, realRoot } from './places.ts';
import { recoverUnderLock } from './recover.ts';
import { tidy } from './tidy.ts';
import { moveTo } from './transition.ts';
import { WriteError, codeOf, listed } from './write-error.ts';

export interface CommitMeta {
  /** The command line, kept with the session. */
  readonly command?: string;
  /**
   * The files as the preview saw them (SourceFile fits). A file found here must have exactly these bytes on disk.
   * Without it, the bytes are decoded as scan() does and must give `before`.
   */
  readonly sources?: Iterable<Pick<SourceFile, 'id' | 'hash' | 'encoding'>>;
  /** Changes that create their file (in UTF-8, `before` ''); it must not exist yet. */
  readonly creates?: readonly FileId[];
}

export interface Committed {
  /** Id of the session, for undo(). */
  readonly session: string;
  /** For the person: a stale lock that was taken over. */
  readonly notes: readonly string[];
}

/** Permissions of a file that did not exist: as an editor would, the umask applied. */
const NEW_FILE_MODE = 0o666;

/**
 * Writes `changes` below `root`. Changes with `before === after` are left out.
 * When a session that was cut off earlier has to be rolled back first, nothing else is done: recover() before reading.
 * @throws WriteError; whatever its code, except 'half-written', the files are as they were:
 *   'nothing-to-write', 'bad-change', 'outside-root', 'missing-root', 'lock-held', 'bad-journal',
 *   'changed-since-preview' (all such files listed), 'changed-since-write' (a session cut off earlier cannot be rolled back),
 *   'io' (the file named), 'half-written' (run undo)
 */
export async function commit(root: string, changes: readonly FileChange[], meta: CommitMeta = {}): Promise<Committed> {
  const real = await realRoot(root);
  const wanted = changes.filter(({ before, after }) => before !== after);
  if (wanted.length === 0) throw new WriteError('nothing-to-write', 'There is no change to write.');
  refuseTwice(wanted);
  for (const { file } of wanted) pathOf(real, file);

  const notes: string[] = [];
  const session = await withLock(real, (text) => notes.push(text), async () => {
    try {
      const [settled] = await recoverUnderLock(real, {});
      if (settled) {
        // the changes were made from files as they were before this
        throw new WriteError('changed-since-preview', `Nothing was written: session ${settled.session} had been cut off and was taken back only now, so the preview was of other files. Run again.`, settled.files);
      }
      return await write(real, wanted, meta);
    } finally {
      await tidy(real);
    }
  });
  return { session, notes };
}

async function write(root: string, changes: readonly FileChange[], meta: CommitMeta): Promise<string> {
  const pack = newPack();
  const files = await inspect(root, changes, meta, pack);
  const time = new Date();
  const journal: Journal = {
    version: 1,
    id: await nextId(root, time),
    time: time.toISOString(),
    command: meta.command ?? null,
    state: 'prepared',
    forced: false,
    files,
    folders: await missingFolders(root, files),
  };
  try {
    await createSession(root, journal, pack);
  } catch (error) {
    await removeSession(root, journal.id).catch(() => undefined);
    if (error instanceof WriteError) throw error;
    throw new WriteError('io', `The journal could not be written to ${path.join(root, '.unblock')} (${codeOf(error) ?? String(error)}). No file was touched.`, [], error);
  }
  try {
    await moveTo('after', root, journal);
  } catch (error) {
    if (!(error instanceof WriteError && error.code === 'half-written')) await removeSession(root, journal.id).catch(() => undefined);
    throw error;
  }
  try {
    await saveJournal(root, { ...journal, state: 'done' });
  } catch (error) {
    // The journal still says that files are being replaced, so the next run would roll back: better now.
    await moveTo('before', root, journal);
    await removeSession(root, journal.id);
    throw error;
  }
  return journal.id;
}

/** Compares every file with what the preview saw, and puts its old and new bytes into the pack. */
async function inspect(root: string, changes: readonly FileChange[], meta: CommitMeta, pack: Pack): Promise<JournalFile[]> {
  const sources = new Map([...(meta.sources ?? [])].map((source) => [source.id, source]));
  const creates = new Set(meta.creates ?? []);
  const files: JournalFile[] = [];
  const stale: { file: FileId; what: string }[] = [];
  for (const { file, before, after } of changes) {
    const now = await find(root, file);
    if (creates.has(file)) {
      if (now.kind === 'nothing') files.push({ file, before: null, after: pack.add(bytesOf(file, after, 'utf8'), NEW_FILE_MODE & ~process.umask()), owner: null });
      else stale.push({ file, what: 'there is one already' });
      continue;
    }
    if (now.kind !== 'file') {
      stale.push({ file, what: now.kind === 'nothing' ? 'it is gone' : now.what });
      continue;
    }
    const source = sources.get(file);
    const encoding = source?.encoding ?? encodingOf(now.bytes);
    if ((source && source.hash !== now.hash) || !encode(before, encoding)?.equals(now.bytes)) {
      stale.push({ file, what: 'it has other content' });
      continue;
    }
    files.push({
      file,
      before: pack.add(now.bytes, now.mode),
      after: pack.add(bytesOf(file, after, encoding), now.mode),
      owner: { uid: now.uid, gid: now.gid },
    });
  }
  if (stale.length > 0) {
    const names = stale.map(({ file }) => file);
    throw new WriteError('changed-since-preview', `Nothing was written: ${listed(names)} ${names.length === 1 ? 'is' : 'are'} not as in the preview (${stale[0]?.what}). Run again.`, names);
  }
  return files;
}

function bytesOf(file: FileId, text: string, encoding: SourceFile['encoding']): Buffer {
  const bytes = encode(text, encoding);
  if (bytes === undefined) throw new WriteError('bad-change', `Nothing was written: the new text of ${file} has characters that ${encoding} cannot express.`, [file]);
  return bytes;
}

function refuseTwice(changes: readonly FileChange[]): void {
  const seen = new Set<FileId>();
  for (const { file } of changes) {
    if (seen.has(file)) throw new WriteError('bad-change', `Nothing was written: there are two changes of ${file}.`, [file]);
    seen.add(file);
  }
}

/** Folders that new files need, outermost first. */
async function missingFolders(root: string, files: readonly JournalFile[]): Promise<FileId[]> {
  const missing = new Set<FileId>();
  for (const { file } of files.filter(({ before }) => before === null)) {
    const segments = folderOf(file).split('/').filter(Boolean);
    for (let count = 1; count <= segments.length; count++) {
      const folder = segments.slice(0, count).join('/');
      const isThere = await lstat(path.join(root, folder)).then(() => true, () => false);
      if (!isThere) missing.add(folder);
    }
  }
  return [...missing].sort((a, b) => a.length - b.length);
}
