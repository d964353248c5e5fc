// Which part of the repository may change: its packages, or else its folders, with how many changes lie in each.
import type { FileChange } from '../../core/edit.ts';
import type { FileId, ScannedRepo } from '../../core/source.ts';
import type { Question } from '../review/questions.ts';

/** Files that can be chosen together. */
export interface Part {
  /** `packages/core`, `src`; '.' for what lies in the root folder itself. */
  readonly name: string;
  readonly changes: number;
  readonly files: number;
  /** Patterns for --include. */
  readonly include: readonly string[];
}

/** The parts that would change, in the order of their names. */
export function partsOf({ packages }: ScannedRepo, changes: readonly FileChange[], questions: readonly Question[]): Part[] {
  const dirs = packages.map(({ dir }) => dir).filter((dir) => dir !== '').sort((a, b) => b.length - a.length);
  const nameOf = (file: FileId): string => dirs.find((dir) => file.startsWith(`${dir}/`)) ?? (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.');
  const parts = new Map<string, { files: FileId[]; changes: number }>();
  for (const { file } of changes) {
    const known = parts.get(nameOf(file));
    if (known) known.files.push(file);
    else parts.set(nameOf(file), { files: [file], changes: 0 });
  }
  for (const { file } of questions) parts.get(nameOf(file))!.changes++;
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => ({ name, changes: part.changes, files: part.files.length, include: name === '.' ? part.files.map(literal) : [`${literal(name)}/`] }));
}

/** A pattern for this very path. */
const literal = (path: string): string => `/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}`;
