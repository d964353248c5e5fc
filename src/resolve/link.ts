// How precisely a program is linked: as sharply as its entanglement allows, in as few solutions as that takes.
import type { FileFacts } from '../core/facts.ts';
import type { ScannedRepo } from '../core/source.ts';
import type { Linked, LinkOptions } from './linked.ts';
import { Linker } from './linker.ts';
import { TooManySteps, type Precision } from './precision.ts';

/** For programs that lose something at the first of PRECISIONS and are not much more entangled when seen more sharply. */
const SHARPER = { values: 24, functions: 40 };
const SHARPER_STEPS = 1_000_000;
const sharperSteps = (steps: number): number => 300_000 + 1.5 * steps;
/** Of so many nodes it can be hoped that they take no more than `sharperSteps(0)`. */
const SMALL = 50_000;

/** From sharp to coarse. The last one always ends: a node that holds one value has little to pass on. */
const PRECISIONS: readonly Precision[] = [
  { values: 12, functions: 10, steps: 6_000_000 },
  { values: 5, functions: 5, steps: 6_000_000 },
  { values: 2, functions: 2, steps: 12_000_000 },
  { values: 1, functions: 1, steps: Number.POSITIVE_INFINITY },
];

/**
 * Links the facts of the whole program (or of one file), as precisely as the program allows. What a coarser solution no
 * longer tells apart is refused, never guessed.
 */
export const link = (files: readonly FileFacts[], repo: ScannedRepo, options: LinkOptions): Linked => linkInSteps(files, repo, options).sharpest();

export interface InSteps {
  readonly linked: Linked;
  /** The same as precisely as the program allows; `linked` itself where that is all that can be had. */
  readonly sharpest: () => Linked;
}

function solved(files: readonly FileFacts[], repo: ScannedRepo, options: LinkOptions, precision: Precision): Linked | undefined {
  try {
    return new Linker(files, repo, precision, options).link();
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    return undefined;
  }
}

/** A changed program may take more steps than it took before. */
const MORE_STEPS = 2;

/** Links a program that is almost, or just, one that was linked with `precision`. */
export function relink(files: readonly FileFacts[], repo: ScannedRepo, options: LinkOptions, precision: Precision): Linked {
  return solved(files, repo, options, { ...precision, steps: precision.steps * MORE_STEPS }) ?? link(files, repo, options);
}

/** Links as precisely as is quick. */
export function linkInSteps(files: readonly FileFacts[], repo: ScannedRepo, options: LinkOptions): InSteps {
  const solve = (precision: Precision): Linked | undefined => solved(files, repo, options, precision);
  // a small program is solved as sharply as may be at once, and so only once
  const isSmall = files.reduce((sum, { nodes }) => sum + nodes, 0) <= SMALL;
  const small = isSmall ? solve({ ...SHARPER, steps: sharperSteps(0) }) : undefined;
  if (small) return { linked: small, sharpest: () => small };
  for (const precision of PRECISIONS) {
    const linked = solve(precision);
    if (!linked) continue;
    const { solver } = linked;
    const isAll = precision !== PRECISIONS[0] || !solver.hasLost || solver.steps > SHARPER_STEPS;
    return { linked, sharpest: () => (isAll ? linked : (solve({ ...SHARPER, steps: sharperSteps(solver.steps) }) ?? linked)) };
  }
  throw new Error('the coarsest solution has no limit');
}
