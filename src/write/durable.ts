// Writes that survive a power cut: bytes reach the disk before the name that points to them does.
import { open, rename, rm } from 'node:fs/promises';
import { codeOf } from './write-error.ts';

/** How a replaced file looks to the system. */
export interface Looks {
  readonly mode: number;
  /** Owner to keep, where we are allowed to. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Puts `bytes` at `target` in one step: a reader sees the old file or the new one, never a part.
 *
 * write-file-atomic is not used here: it resolves symlinks and writes to what they point at, its temporary names
 * cannot be told from a stranger's, so that what a kill leaves behind could not be swept, and it has no place for a
 * last look at the target before the rename.
 *
 * @param temporary path in the folder of `target`; removed when it exists, and again when anything fails
 * @param lastLook runs right before the rename; when it throws, the target stays as it is
 * @throws the error of the operating system or of `lastLook`
 */
export async function replaceFile(target: string, bytes: Uint8Array, looks: Looks, temporary: string, lastLook?: () => Promise<void>): Promise<void> {
  await rm(temporary, { force: true });
  try {
    // 'wx' never opens what is already there, not through a symlink either.
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      if (looks.owner) await keepOwner(handle, looks.owner);
      await handle.chmod(looks.mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await lastLook?.();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

type Handle = Awaited<ReturnType<typeof open>>;

/** Only root may give files away; for others the new file is theirs, as with every editor that saves by renaming. */
async function keepOwner(handle: Handle, { uid, gid }: { readonly uid: number; readonly gid: number }): Promise<void> {
  const own = await handle.stat();
  if (own.uid === uid && own.gid === gid) return;
  await handle.chown(uid, gid).catch((error: unknown) => {
    if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
  });
}

/** Makes the names in a folder durable. Windows and some network file systems cannot do it and need not. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'ENOENT'].includes(codeOf(error) ?? '')) throw error;
  }
}
