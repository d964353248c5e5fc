// The tree that a migrated one is compared with: what an unblock session found, or what a commit holds.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import { decode } from '../scan/content.ts';
import { blobName, bytesOfBlob, filesAt } from '../scan/git-tree.ts';
import { beforeSession } from '../write/session-before.ts';

/** What is compared with what. */
export interface Comparison {
  /** In words: `session 0001-…`, `commit HEAD`. */
  readonly against: string;
  readonly before: ScannedRepo;
  readonly after: ScannedRepo;
  /** Files that differ, with their bytes before; null where there was none. Not only source files. */
  readonly bytesBefore: ReadonlyMap<FileId, Buffer | null>;
  /** The command line that a session was made with. */
  readonly command?: string;
}

/**
 * Finds the tree before.
 * @param against a session, a commit, or nothing: then the last session that was written, else HEAD
 * @returns undefined when neither is there
 */
export async function comparisonOf(after: ScannedRepo, against?: string): Promise<Comparison | undefined> {
  const isSession = against === undefined || /^\d{1,4}(?:-\d{8}-\d{6})?$/.test(against);
  const session = isSession ? await beforeSession(after.root, against) : undefined;
  if (session) return { against: `session ${session.session}`, after, bytesBefore: session.files, before: withBytes(after, session.files), ...(session.command !== undefined && { command: session.command }) };
  const ref = against ?? 'HEAD';
  const files = await filesAt(after.root, ref);
  if (!files) return undefined;
  const bytesBefore = await differing(after, files);
  return { against: `commit ${ref}`, after, bytesBefore, before: withBytes(after, bytesBefore) };
}

/** Source files of the work tree that differ from a commit by more than their line ends. */
async function differing(after: ScannedRepo, files: ReadonlyMap<FileId, string>): Promise<Map<FileId, Buffer | null>> {
  const found = new Map<FileId, Buffer | null>();
  const known = new Map(after.files.map((file) => [file.id, file]));
  for (const [id, blob] of files) {
    const bytes = known.has(id) ? Buffer.from(known.get(id)!.text, known.get(id)!.encoding) : await readFile(path.join(after.root, id)).catch(() => undefined);
    if (bytes && blobName(bytes, blob) === blob) continue;
    const before = await bytesOfBlob(after.root, blob);
    if (bytes && bytes.toString('latin1').replaceAll('\r\n', '\n') === before.toString('latin1').replaceAll('\r\n', '\n')) continue;
    found.set(id, before);
  }
  for (const { id } of after.files) if (!files.has(id)) found.set(id, null);
  return found;
}

/** The repository with other bytes in some files. */
function withBytes(repo: ScannedRepo, bytes: ReadonlyMap<FileId, Buffer | null>): ScannedRepo {
  const files = repo.files.flatMap((file): SourceFile[] => {
    const other = bytes.get(file.id);
    return other === undefined ? [file] : other === null ? [] : [{ ...file, ...decode(other) }];
  });
  return { ...repo, files };
}
