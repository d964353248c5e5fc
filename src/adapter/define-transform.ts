// What a transform is to the rest of the program, and how one is defined.

/** A codemod that the engine can run over a program, and jscodeshift over one file. */
export interface Transform {
  readonly name: string;
  /** One line for `--help` and the docs. */
  readonly description: string;
  /** Part of the set that runs when the user names none. */
  readonly recommended: boolean;
  /** It changes what the program does, and runs only when it is named: `--all` leaves it out. */
  readonly whenNamed?: boolean;
}

export const defineTransform = (transform: Transform): Transform => transform;
