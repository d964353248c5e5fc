// The transforms that exist, in the order they run. The only place of src/ that knows transforms/.

export interface TransformInfo {
  readonly name: string;
  readonly description: string;
  /** Part of a run that names none. */
  readonly recommended: boolean;
}

/** The list, from transforms/index.ts. */
export async function transformList(): Promise<readonly TransformInfo[]> {
  return [{ name: 'sync-to-await', description: 'synchronous calls become awaited ones, through all callers', recommended: true }];
}
