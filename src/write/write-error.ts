// The one error of this layer: what could not be written or undone, and which files it is about.
import type { FileId } from '../core/source.ts';

export type WriteErrorCode =
  /** the root is no folder */
  | 'missing-root'
  /** there is no change to write */
  | 'nothing-to-write'
  /** the changes contradict themselves: a file twice, or text its encoding has no bytes for */
  | 'bad-change'
  /** a path leaves the root, or enters .git or .unblock */
  | 'outside-root'
  /** a file is not what the preview showed: other bytes, gone, a symlink, no regular file. Nothing was written */
  | 'changed-since-preview'
  /** a file is not what we wrote. Nothing was restored */
  | 'changed-since-write'
  /** another process is writing to this root */
  | 'lock-held'
  /** the operating system refused; the files are as they were before */
  | 'io'
  /** it refused, and then refused to put things back: recover() or undo() must be run */
  | 'half-written'
  /** undo: no such session, or none left */
  | 'unknown-session'
  | 'nothing-to-undo'
  /** a journal in .unblock/sessions is not one of ours */
  | 'bad-journal';

/** Thrown by commit(), undo(), recover() and sessions(). `message` is one line for a person, files included. */
export class WriteError extends Error {
  readonly code: WriteErrorCode;
  readonly files: readonly FileId[];

  constructor(code: WriteErrorCode, message: string, files: readonly FileId[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WriteError';
    this.code = code;
    this.files = files;
  }
}

const NAMED = 5;

/** `a.js, b.js and 3 more` */
export function listed(files: readonly FileId[]): string {
  const rest = files.length - NAMED;
  return rest > 0 ? `${files.slice(0, NAMED).join(', ')} and ${rest} more` : files.join(', ');
}

/** The `code` of an operating system error: 'ENOENT'. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
