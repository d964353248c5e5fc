// All changes as one patch for `git apply`: bytes, because each file keeps its own encoding.
import type { FileChange } from '../core/edit.ts';
import type { FileId, SourceFile } from '../core/source.ts';
import { patchOf } from './patch.ts';

/** The patch; empty when nothing changes. The lines of a file that is not UTF-8 are written in its encoding. */
export function patchDocument(changes: readonly FileChange[], sources: ReadonlyMap<FileId, Pick<SourceFile, 'encoding'>>): Uint8Array {
  return Buffer.concat(changes.map((change) => Buffer.from(patchOf(change), sources.get(change.file)?.encoding ?? 'utf8')));
}
