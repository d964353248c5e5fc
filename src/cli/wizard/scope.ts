// Which part of the repository may change: its packages, or else its folders, or what differs from a commit.
import type { FileChange } from '../../core/edit.ts';
import type { FileId, ScannedRepo } from '../../core/source.ts';
import { filesSince } from '../../api/plan.ts';
import { count } from '../../preview/printable.ts';
import type { Context } from '../context.ts';
import type { Choice } from '../prompts.ts';
import type { Question } from '../review/questions.ts';
import { Review } from '../review/review.ts';
import { study, type Study } from '../study.ts';
import { foundLines } from './found.ts';

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

/** What may change, with the plan for it. */
export interface Scoped {
  readonly context: Context;
  readonly study: Study;
  /** Only calls in files that differ from this commit. */
  readonly since?: string;
}

/** Asks where there is something to choose from; `isInGit`: there are commits to compare with. */
export async function askScope(context: Context, studied: Study, isInGit: boolean): Promise<Scoped> {
  const { engine, options } = context;
  const review = new Review(studied);
  const parts = partsOf(studied.repo, studied.changes, review.questions);
  const isSaid = options.include !== undefined || options.exclude !== undefined;
  const choices: Choice<'all' | 'parts' | 'since'>[] = [
    { value: 'all', name: `everything: ${count(review.questions.length, 'change')} in ${count(studied.changes.length, 'file')}` },
    ...(parts.length > 1 ? [{ value: 'parts' as const, name: 'some folders or packages only', description: 'The whole program is analysed all the same; what would reach beyond them stays.' }] : []),
    ...(isInGit ? [{ value: 'since' as const, name: 'only what differs from a commit', description: 'Calls in files that were changed since. Their callers elsewhere change with them.' }] : []),
  ];
  if (isSaid || choices.length < 2) return { context, study: studied };
  switch (await engine.prompts.choose('What may change?', choices)) {
    case 'all':
      return { context, study: studied };
    case 'parts':
      return someParts(context, studied, parts);
    case 'since':
      return sinceCommit(context);
  }
}

async function someParts(context: Context, studied: Study, parts: readonly Part[]): Promise<Scoped> {
  const picked = await context.engine.prompts.chooseMany('These may change:', parts.map((part) => ({ value: part, name: `${part.name}  ${count(part.changes, 'change')} in ${count(part.files, 'file')}` })), parts);
  if (picked.length === parts.length) return { context, study: studied };
  const narrowed = await context.with({ include: picked.flatMap(({ include }) => include) });
  return { context: narrowed, study: await again(narrowed) };
}

async function sinceCommit(context: Context): Promise<Scoped> {
  const { root } = context.targets;
  const wrong = (ref: string): Promise<string | undefined> => filesSince(root, ref).then(() => undefined, () => `git knows no commit '${ref}'`);
  const since = await context.engine.prompts.input('Since which branch, tag or commit?', 'HEAD~1', wrong);
  return { context, study: await again(context, since), since };
}

async function again(context: Context, since?: string): Promise<Study> {
  const studied = await study(context, { since });
  context.terminal.status('');
  context.terminal.say(foundLines(studied, context.terminal.look));
  return studied;
}
