// A function that callers who cannot wait have done in a worker thread, for which they block.
import type { OffloadTask } from './offload.ts';

/** The function that such callers use. */
export const blockingName = ({ name }: Pick<OffloadTask, 'name'>): string => `${name}Blocking`;

/** The package that generated code uses, and the versions it is written for. */
export const BLOCKING_PACKAGE = { name: 'synckit', range: '^0.12.3', minNode: 18 } as const;
