// The decisions about promise chains of a whole repository, file after file.
import type { Limits } from '../core/scope.ts';
import type { SourceFile } from '../core/source.ts';
import { decideChains, mayHoldChains } from './chains.ts';
import { fileByFile, type FilePlan, type FilePlanOptions } from './file-by-file.ts';

/** The name that plans carry. */
export const THEN_TO_AWAIT = 'then-to-await';

export const planChains = (files: readonly SourceFile[], limits: Limits, options: FilePlanOptions = {}): FilePlan =>
  fileByFile(files, options, ({ text }) => mayHoldChains(text), (file) => decideChains(file, limits, THEN_TO_AWAIT, options));
