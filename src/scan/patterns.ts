// Patterns as in .gitignore, over paths below the root.
import ignore from 'ignore';
import type { FileId } from '../core/source.ts';

/** A test for files that one of `patterns` names, itself or through a folder above it; a later `!pattern` takes out again. */
export function matcherOf(patterns: readonly string[]): (file: FileId) => boolean {
  const rules = ignore().add([...patterns]);
  return (file) => rules.ignores(file);
}
