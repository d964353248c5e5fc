// The transforms that exist, in the order they run. The only place of src/ that knows transforms/.

export interface TransformInfo {
  readonly name: string;
  readonly description: string;
  /** Part of a run that names none. */
  readonly recommended: boolean;
  /** `--all` leaves it out. */
  readonly whenNamed?: boolean;
}

/** The list, from transforms/index.ts; it is loaded when a command needs it. */
export const transformList = async (): Promise<readonly TransformInfo[]> => (await import('../../transforms/index.ts')).transforms;
