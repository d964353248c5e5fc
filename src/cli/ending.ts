// How an exception ends a command: its status, exit code, and the line for the person.
import { EXIT } from './exit-codes.ts';
import type { UnblockError } from '../api/error.ts';
import type { WriteError, WriteErrorCode } from '../write/write-error.ts';
import type { End } from './exit-codes.ts';
import { Failure } from './failure.ts';

/** The end of a command that threw. */
export interface BadEnd extends End {
  readonly message: string;
  readonly files: readonly string[];
  /** Of an error of our own, for --verbose. */
  readonly stack?: string;
}

/** Names the fault: the user's, a refusal, or ours (`stage` is where it happened). `hasWritten`: files were, before or there. */
export function endingOf(error: unknown, stage: string, hasWritten: boolean): BadEnd {
  if (error instanceof Failure) return { status: error.status, exitCode: error.exitCode, message: error.message, files: error.files };
  if (isNamed(error, 'ExitPromptError') || isNamed(error, 'Interrupted')) return { status: 'interrupted', exitCode: EXIT.SIGINT, message: interruption(hasWritten), files: [] };
  if (isNamed(error, 'StageTooLong') || isNamed(error, 'OutOfMemory')) return { ...ENDS.tooMuch, message: `${error.message}; ${hasWritten ? 'what was written before stays' : 'nothing was written'}. A part of it may be less: --root names a folder (a package, for one)`, files: [] };
  if (isUnblockError(error)) return { ...ENDS[error.code], message: error.message, files: error.files };
  if (isNamed(error, 'ScanError') || isNamed(error, 'ConfigError') || isNamed(error, 'CodemodError') || isNamed(error, 'UnknownFunction') || isNamed(error, 'UnknownRoot') || isNamed(error, 'UnknownEntry') || isNamed(error, 'ProfileError')) return { ...ENDS.usage, message: error.message, files: [] };
  if (isWriteError(error)) return writeEnding(error);
  const text = error instanceof Error ? error.message || error.name : String(error);
  const written = hasWritten ? 'unblock undo gives back what was there' : 'nothing was written';
  return {
    status: 'internal-error',
    exitCode: EXIT.partial,
    message: `internal error in ${stage}: ${text.split('\n', 1)[0]}; ${written} (--verbose shows where)`,
    files: [],
    stack: error instanceof Error && error.stack ? error.stack : text,
  };
}

/** What is said when somebody ends it. */
export const interruption = (hasWritten: boolean): string => (hasWritten ? 'interrupted; files were written: unblock undo gives back what was there' : 'interrupted, nothing was written');

const ENDS = {
  nothing: { status: 'nothing-to-do', exitCode: EXIT.done },
  usage: { status: 'usage', exitCode: EXIT.usage },
  refused: { status: 'refused', exitCode: EXIT.refused },
  failed: { status: 'write-failed', exitCode: EXIT.partial },
  tooMuch: { status: 'too-much', exitCode: EXIT.partial },
} as const satisfies Record<string, End>;

const writeEnds: Record<WriteErrorCode, End> = {
  'missing-root': ENDS.usage,
  'unknown-session': ENDS.usage,
  'nothing-to-write': ENDS.nothing,
  'nothing-to-undo': ENDS.nothing,
  'changed-since-preview': ENDS.refused,
  'changed-since-write': ENDS.refused,
  'outside-root': ENDS.refused,
  'lock-held': ENDS.refused,
  'bad-journal': ENDS.refused,
  'bad-change': ENDS.failed,
  io: ENDS.failed,
  'half-written': ENDS.failed,
};

const writeEnding = ({ code, message, files }: WriteError): BadEnd => ({ ...writeEnds[code], message, files });

/** By name, so that the modules these errors come from need not be loaded to tell that none was thrown. */
const isNamed = (error: unknown, name: string): error is Error => error instanceof Error && error.name === name;
const isUnblockError = (error: unknown): error is UnblockError => isNamed(error, 'UnblockError');
const isWriteError = (error: unknown): error is WriteError => isNamed(error, 'WriteError');
