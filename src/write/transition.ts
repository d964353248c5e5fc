// Moves all files of a session to their old or to their new version, and puts everything back when one of them resists.
import { mkdir, rm, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { replaceFile, syncFolder } from './durable.ts';
import { readVersion } from './journal.ts';
import type { Journal, JournalFile } from './journal.ts';
import { find, folderOf, pathOf } from './places.ts';
import type { Found } from './places.ts';
import { WriteError, codeOf } from './write-error.ts';

export type Side = 'before' | 'after';

/** Files of a session that are in neither of its versions. */
export interface Stranger {
  readonly file: FileId;
  /** `it has other content`, `it is a symlink`, … */
  readonly what: string;
  /** Even force cannot overwrite it. */
  readonly isObstacle: boolean;
}

/** Looks at every file of a session; changes nothing. */
export async function strangers(root: string, journal: Journal): Promise<Stranger[]> {
  const found: Stranger[] = [];
  for (const one of journal.files) {
    const now = await find(root, one.file);
    if (sidesOf(one, now).length > 0) continue;
    const what = now.kind === 'obstacle' ? now.what : now.kind === 'nothing' ? 'it is gone' : 'it has other content';
    found.push({ file: one.file, what, isObstacle: now.kind === 'obstacle' });
  }
  return found;
}

/**
 * Brings every file of `journal` to `side`; those that are there already stay untouched.
 * @param options.force also replaces files that are in neither version. Nothing is moved back then when one resists:
 *   what stood there before is not kept anywhere, so going on later is all that is left
 * @throws WriteError 'io', 'changed-since-preview' (towards 'after') or 'changed-since-write' (towards 'before') after
 *   every file already moved was moved back; 'half-written' when that failed too
 */
export async function moveTo(side: Side, root: string, journal: Journal, options: { readonly force?: boolean } = {}): Promise<void> {
  const moved: JournalFile[] = [];
  try {
    if (side === 'after') for (const folder of journal.folders) await mkdir(pathOf(root, folder)).catch(unless('EEXIST'));
    for (const one of journal.files) {
      if (await moveFile(side, root, journal, one, options.force ?? false)) moved.push(one);
    }
    await finish(side, root, journal);
  } catch (error) {
    if (!options.force) await moveBack(side, root, journal, moved, error);
    throw error instanceof WriteError ? error : new WriteError('io', String(error), [], error);
  }
}

/** Removes temporary files that a kill left behind. Their names follow from the journal, so nothing else is touched. */
export async function sweep(root: string, journal: Journal): Promise<void> {
  for (const one of journal.files) {
    const { kind } = await find(root, temporaryOf(journal, one));
    if (kind === 'file') await rm(pathOf(root, temporaryOf(journal, one)), { force: true });
  }
}

/** False when the file is there already. */
async function moveFile(side: Side, root: string, journal: Journal, one: JournalFile, force: boolean): Promise<boolean> {
  try {
    const now = await find(root, one.file);
    if (sidesOf(one, now).includes(side)) return false;
    const isReady = (found: Found): boolean => found.kind !== 'obstacle' && (force || sidesOf(one, found).length > 0);
    if (!isReady(now)) throw changed(side, one.file);

    const target = pathOf(root, one.file);
    const version = one[side];
    if (version === null) {
      await unlink(target);
      return true;
    }
    if (force) await makeFolders(root, one.file);
    const bytes = await readVersion(root, journal.id, version);
    const looks = { mode: version.mode, ...(one.owner && { owner: one.owner }) };
    await replaceFile(target, bytes, looks, pathOf(root, temporaryOf(journal, one)), async () => {
      if (!isReady(await find(root, one.file))) throw changed(side, one.file);
    });
    return true;
  } catch (error) {
    if (error instanceof WriteError) throw error;
    const verb = side === 'after' ? 'written' : 'restored';
    const rest = force ? 'Run undo again to go on.' : 'Every file is as it was before.';
    throw new WriteError('io', `${one.file} could not be ${verb} (${codeOf(error) ?? String(error)}). ${rest}`, [one.file], error);
  }
}

/** Makes the renames durable, and takes away folders that only the session needed. */
async function finish(side: Side, root: string, journal: Journal): Promise<void> {
  if (side === 'before') {
    for (const folder of [...journal.folders].reverse()) await rmdir(pathOf(root, folder)).catch(unless('ENOENT', 'ENOTEMPTY', 'EEXIST'));
  }
  for (const folder of new Set(journal.files.map(({ file }) => folderOf(file)))) await syncFolder(path.join(root, folder));
}

async function moveBack(side: Side, root: string, journal: Journal, moved: readonly JournalFile[], cause: unknown): Promise<void> {
  const opposite: Side = side === 'after' ? 'before' : 'after';
  const stuck: FileId[] = [];
  for (const one of [...moved].reverse()) {
    await moveFile(opposite, root, journal, one, false).catch(() => stuck.push(one.file));
  }
  if (stuck.length === 0) {
    await finish(opposite, root, journal).catch(() => undefined);
    return;
  }
  const files = [...stuck, ...(cause instanceof WriteError ? cause.files : [])];
  throw new WriteError('half-written', `Writing failed and so did putting back ${stuck.join(', ')}. The originals are safe in .unblock: run undo once the disk allows it.`, files, cause);
}

/** The versions a file is in: none when somebody else changed it. */
function sidesOf({ before, after }: JournalFile, now: Found): Side[] {
  const sides: Side[] = [];
  if (before === null ? now.kind === 'nothing' : now.kind === 'file' && now.hash === before.hash) sides.push('before');
  if (now.kind === 'file' && now.hash === after.hash) sides.push('after');
  return sides;
}

function changed(side: Side, file: FileId): WriteError {
  return side === 'after'
    ? new WriteError('changed-since-preview', `${file} changed while it was being written. Every file is as it was before; run again.`, [file])
    : new WriteError('changed-since-write', `${file} changed while it was being restored. Every file is as it was before; run again.`, [file]);
}

async function makeFolders(root: string, file: FileId): Promise<void> {
  const segments = folderOf(file).split('/').filter(Boolean);
  for (let count = 1; count <= segments.length; count++) {
    await mkdir(path.join(root, ...segments.slice(0, count))).catch(unless('EEXIST'));
  }
}

/** In the folder of the file, because only there a rename is atomic. */
function temporaryOf(journal: Journal, one: JournalFile): FileId {
  const folder = folderOf(one.file);
  return `${folder === '' ? '' : `${folder}/`}.unblock-${journal.id}-${journal.files.indexOf(one)}.tmp`;
}

const unless = (...codes: string[]) => (error: unknown): void => {
  if (!codes.includes(codeOf(error) ?? '')) throw error;
};
