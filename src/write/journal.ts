// The journal of one session: what its files were and became, and how far it got. The truth after a crash.
import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { hashOf } from './bytes.ts';
import { replaceFile, syncFolder } from './durable.ts';
import { pathOf } from './places.ts';
import { WriteError, codeOf } from './write-error.ts';

export type SessionState =
  /** files are being replaced; found after a kill, the session is unfinished */
  | 'prepared'
  /** every file has its new bytes */
  | 'done'
  /** files are being restored; found after a kill, the undo is unfinished */
  | 'undoing'
  /** every file has its old bytes again */
  | 'undone'
  /** given up; about to be removed */
  | 'rolled-back';

/** One version of a file: its bytes lie in the session's pack. */
export interface Version {
  readonly hash: string;
  readonly mode: number;
  readonly offset: number;
  readonly length: number;
}

export interface JournalFile {
  readonly file: FileId;
  /** null for a file that the session creates. */
  readonly before: Version | null;
  readonly after: Version;
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

export interface Journal {
  readonly version: 1;
  /** `0007-20260131-235959`: a running number, then when it was, in UTC. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly command: string | null;
  readonly state: SessionState;
  /** The undo was forced: files that somebody changed are overwritten too. */
  readonly forced: boolean;
  readonly files: readonly JournalFile[];
  /** Folders that the session creates, outermost first. */
  readonly folders: readonly FileId[];
  /** Hashes of the git commits that were made of it; absent when none were. */
  readonly commits?: readonly string[];
}

export const unblockDir = (root: string): string => path.join(root, '.unblock');
export const sessionsDir = (root: string): string => path.join(unblockDir(root), 'sessions');
const sessionDir = (root: string, id: string): string => path.join(sessionsDir(root), id);
const journalPath = (root: string, id: string): string => path.join(sessionDir(root, id), 'journal.json');
const packPath = (root: string, id: string): string => path.join(sessionDir(root, id), 'pack');

const ID = /^\d{4,}-\d{8}-\d{6}$/;

/** The next session id. Call it under the lock: the number is one more than the highest there is. */
export async function nextId(root: string, time: Date): Promise<string> {
  const numbers = (await sessionIds(root)).map((id) => Number.parseInt(id, 10));
  const stamp = time.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${stamp}`;
}

/** Ids of all session folders, oldest first; [] when there are none. */
export async function sessionIds(root: string): Promise<string[]> {
  const names = await readdir(sessionsDir(root)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [] as string[];
    throw unreadable(sessionsDir(root), error);
  });
  return names.filter((name) => ID.test(name)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

/** Collects versions of files in the order they are added, as they will lie in the pack. */
export interface Pack {
  add(bytes: Buffer, mode: number): Version;
  readonly chunks: readonly Buffer[];
}

export function newPack(): Pack {
  const chunks: Buffer[] = [];
  let offset = 0;
  return {
    chunks,
    add(bytes, mode) {
      const version = { hash: hashOf(bytes), mode, offset, length: bytes.length };
      chunks.push(bytes);
      offset += bytes.length;
      return version;
    },
  };
}

/** Makes the session durable, pack first: a session folder without a journal has not touched any file. */
export async function createSession(root: string, journal: Journal, pack: Pack): Promise<void> {
  await mkdir(sessionDir(root, journal.id), { recursive: true });
  const handle = await open(packPath(root, journal.id), 'wx', 0o600);
  try {
    for (const chunk of pack.chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await saveJournal(root, journal);
  for (const dir of [sessionsDir(root), unblockDir(root), root]) await syncFolder(dir);
}

/**
 * Replaces the journal on disk.
 * @throws WriteError 'io'
 */
export async function saveJournal(root: string, journal: Journal): Promise<void> {
  const file = journalPath(root, journal.id);
  try {
    await replaceFile(file, Buffer.from(`${JSON.stringify(journal, null, 1)}\n`), { mode: 0o600 }, `${file}.new`);
    await syncFolder(sessionDir(root, journal.id));
  } catch (error) {
    throw new WriteError('io', `${file} could not be written (${codeOf(error) ?? String(error)}).`, [], error);
  }
}

/**
 * Reads the journal of a session.
 * @returns undefined when the session folder has none: it was killed before it touched anything
 * @throws WriteError 'bad-journal'
 */
export async function readJournal(root: string, id: string): Promise<Journal | undefined> {
  let text: string;
  try {
    text = await readFile(journalPath(root, id), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(journalPath(root, id), error);
  }
  const journal = parse(text);
  if (journal === undefined || journal.id !== id) {
    throw new WriteError('bad-journal', `${journalPath(root, id)} is not a journal of this version of unblock. Move ${sessionDir(root, id)} away to go on without it.`);
  }
  for (const { file } of journal.files) pathOf(root, file);
  for (const folder of journal.folders) pathOf(root, folder);
  return journal;
}

/** Reads the journals of all sessions that have one, oldest first. */
export async function readJournals(root: string): Promise<Journal[]> {
  const journals: Journal[] = [];
  for (const id of await sessionIds(root)) {
    const journal = await readJournal(root, id);
    if (journal) journals.push(journal);
  }
  return journals;
}

/**
 * Reads one version of a file from the pack.
 * @throws WriteError 'bad-journal' when the bytes are not those that were stored
 */
export async function readVersion(root: string, id: string, version: Version): Promise<Buffer> {
  const handle = await open(packPath(root, id), 'r').catch((error: unknown) => {
    throw unreadable(packPath(root, id), error);
  });
  try {
    const bytes = Buffer.alloc(version.length);
    const { bytesRead } = await handle.read(bytes, 0, version.length, version.offset);
    if (bytesRead === version.length && hashOf(bytes) === version.hash) return bytes;
  } finally {
    await handle.close();
  }
  throw new WriteError('bad-journal', `${packPath(root, id)} is damaged: it no longer holds the bytes that were stored in it.`);
}

/** Removes a session folder, its journal first, so that what a kill leaves of it is recognised as empty. */
export async function removeSession(root: string, id: string): Promise<void> {
  await rm(journalPath(root, id), { force: true });
  await rm(sessionDir(root, id), { recursive: true, force: true });
}

const unreadable = (file: string, error: unknown): WriteError =>
  new WriteError('io', `${file} cannot be read (${codeOf(error) ?? String(error)}).`, [], error);

const STATES: readonly unknown[] = ['prepared', 'done', 'undoing', 'undone', 'rolled-back'] satisfies SessionState[];

/** A journal may come with a cloned repository, so nothing in it is taken on trust. */
function parse(text: string): Journal | undefined {
  try {
    const json = JSON.parse(text) as Journal;
    const isFine =
      json.version === 1 &&
      typeof json.id === 'string' &&
      typeof json.time === 'string' &&
      typeof json.forced === 'boolean' &&
      STATES.includes(json.state) &&
      json.folders.every((folder) => typeof folder === 'string') &&
      (json.commits === undefined || (Array.isArray(json.commits) && json.commits.every((hash) => /^[0-9a-f]{7,64}$/.test(String(hash))))) &&
      json.files.every((one) => typeof one.file === 'string' && (one.before === null || isVersion(one.before)) && isVersion(one.after) && isOwner(one.owner));
    return isFine ? json : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isOwner = (owner: JournalFile['owner']): boolean => owner === null || (isCount(owner.uid) && isCount(owner.gid));
const isVersion = (version: Version): boolean =>
  typeof version.hash === 'string' && isCount(version.mode) && version.mode <= 0o7777 && isCount(version.offset) && isCount(version.length);
