// A changed file as a patch that `git apply` takes.
import { formatPatch, OMIT_HEADERS } from 'diff';
import type { FileChange } from '../core/edit.ts';
import { buildHunks } from './hunks.ts';
import type { Hunk } from './hunks.ts';

/** The change as git writes it, `diff --git` line included; '' when the file stays as it is. */
export function patchOf(change: FileChange): string {
  const hunks = buildHunks(change);
  if (hunks.length === 0) return '';
  return formatPatch({
    isGit: true,
    oldFileName: change.creates ? '/dev/null' : `a/${change.file}`,
    newFileName: `b/${change.file}`,
    oldHeader: undefined,
    newHeader: undefined,
    ...(change.creates && { isCreate: true, newMode: '100644' }),
    hunks: hunks.map(mutable),
  });
}

/** One hunk, its `@@` line first, as lines. */
export function hunkLines(hunk: Hunk): string[] {
  const text = formatPatch({ oldFileName: undefined, newFileName: undefined, oldHeader: undefined, newHeader: undefined, hunks: [mutable(hunk)] }, OMIT_HEADERS);
  return text.slice(0, -1).split('\n');
}

const mutable = ({ oldStart, oldLines, newStart, newLines, lines }: Hunk) => ({ oldStart, oldLines, newStart, newLines, lines: [...lines] });
