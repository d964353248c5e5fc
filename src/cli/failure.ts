// Ends that are no success: user mistakes and refusals, each one clear line that says what to do.
import { EXIT } from './exit-codes.ts';
import type { Status } from './exit-codes.ts';

/** A command ends without having done its work; `message` is for the person. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: Status;
  readonly exitCode: number;
  /** Files the message is about. */
  readonly files: readonly string[];

  constructor(status: Status, exitCode: number, message: string, files: readonly string[] = []) {
    super(message);
    this.status = status;
    this.exitCode = exitCode;
    this.files = files;
  }
}

/** The command line, a path or a file given by the user does not fit. */
export const usage = (message: string): Failure => new Failure('usage', EXIT.usage, message);

/** The tool will not do it in this state of the repository. */
export const refused = (message: string, files: readonly string[] = []): Failure => new Failure('refused', EXIT.refused, message, files);

/** Verification shows that the program would be another one. */
export const differs = (message: string, files: readonly string[] = []): Failure => new Failure('differs', EXIT.differs, message, files);

/** The first names of a long list: `a, b, c and 4 more`. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
