// The error of the programmatic interface: a mistake of the caller, or a refusal.

/** `usage`: what was asked for does not fit. `refused`: it will not be done in this state of the repository. */
export type UnblockErrorCode = 'usage' | 'refused';

/** Something was not done; `message` says what to do about it. */
export class UnblockError extends Error {
  override readonly name = 'UnblockError';
  readonly code: UnblockErrorCode;
  /** Files the message is about. */
  readonly files: readonly string[];

  constructor(code: UnblockErrorCode, message: string, files: readonly string[] = []) {
    super(message);
    this.code = code;
    this.files = files;
  }
}
