// The one error scan() throws: the input itself is unusable, and the message says what to do about it.

export type ScanErrorCode = 'missing-path' | 'not-a-directory' | 'nothing-to-scan';

/** Thrown by scan(). `message` is one line for a person; `code` is for programs. */
export class ScanError extends Error {
  readonly code: ScanErrorCode;

  constructor(code: ScanErrorCode, message: string) {
    super(message);
    this.name = 'ScanError';
    this.code = code;
  }
}
